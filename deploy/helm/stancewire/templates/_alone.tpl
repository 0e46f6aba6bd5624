{{- /* A process of which there is one at a time, with what it must not forget: root, stage, args, env, resources, storage. */ -}}
{{- define "stancewire.alone" -}}
{{- $name := printf "%s-%s" .root.Release.Name .stage }}
{{- $claim := ternary $name "" (not (empty .storage.size)) }}
{{- if $claim }}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ $name }}
  labels:
    {{- include "stancewire.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .stage }}
  annotations:
    helm.sh/resource-policy: keep
spec:
  accessModes: [ReadWriteOnce]
  {{- with .storage.className }}
  storageClassName: {{ . }}
  {{- end }}
  resources:
    requests: {storage: {{ .storage.size }}}
{{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels:
    {{- include "stancewire.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .stage }}
spec:
  replicas: {{ .replicas }}
  selector:
    matchLabels:
      {{- include "stancewire.selector" . | nindent 6 }}
  strategy: {type: Recreate}
  template:
    {{- include "stancewire.pod" (merge (dict "claim" $claim) .) | nindent 4 }}
{{- end }}
