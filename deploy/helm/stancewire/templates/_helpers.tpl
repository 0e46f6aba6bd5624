{{- define "stancewire.labels" -}}
app.kubernetes.io/name: stancewire
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "stancewire.selector" -}}
app.kubernetes.io/name: stancewire
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .stage }}
{{- end }}

{{- define "stancewire.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "stancewire.env" -}}
- {name: STANCEWIRE_BOOTSTRAP_SERVERS, value: {{ .Values.kafka.bootstrapServers | quote }}}
- {name: STANCEWIRE_TOPIC_PREFIX, value: {{ .Values.topicPrefix | quote }}}
- {name: STANCEWIRE_PROFILE, value: {{ .Values.profile | quote }}}
- {name: STANCEWIRE_KAFKA__SECURITY_PROTOCOL, value: {{ .Values.kafka.securityProtocol | quote }}}
{{- if hasPrefix "SASL" .Values.kafka.securityProtocol }}
- {name: STANCEWIRE_KAFKA__SASL_MECHANISM, value: {{ .Values.kafka.saslMechanism | quote }}}
- {name: STANCEWIRE_KAFKA__USERNAME, value: {{ required "kafka.username" .Values.kafka.username | quote }}}
- {name: STANCEWIRE_KAFKA__PASSWORD_FILE, value: {{ printf "/run/secrets/kafka/%s" .Values.kafka.passwordSecret.key | quote }}}
{{- end }}
{{- if .Values.kafka.caSecret.name }}
- {name: STANCEWIRE_KAFKA__CA_FILE, value: {{ printf "/run/secrets/kafka-ca/%s" .Values.kafka.caSecret.key | quote }}}
{{- end }}
{{- range $name, $value := .Values.env }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{- define "stancewire.mounts" -}}
- {name: state, mountPath: /var/lib/stancewire}
- {name: tmp, mountPath: /tmp}
{{- if hasPrefix "SASL" .Values.kafka.securityProtocol }}
- {name: password, mountPath: /run/secrets/kafka, readOnly: true}
{{- end }}
{{- if .Values.kafka.caSecret.name }}
- {name: ca, mountPath: /run/secrets/kafka-ca, readOnly: true}
{{- end }}
{{- end }}

{{- define "stancewire.volumes" -}}
{{- if .claim -}}
- {name: state, persistentVolumeClaim: {claimName: {{ .claim }}}}
{{- else -}}
- {name: state, emptyDir: {sizeLimit: 64Mi}}
{{- end }}
- {name: tmp, emptyDir: {sizeLimit: 64Mi}}
{{- if hasPrefix "SASL" .root.Values.kafka.securityProtocol }}
- {name: password, secret: {secretName: {{ required "kafka.passwordSecret.name" .root.Values.kafka.passwordSecret.name | quote }}, defaultMode: 288}}
{{- end }}
{{- if .root.Values.kafka.caSecret.name }}
- {name: ca, secret: {secretName: {{ .root.Values.kafka.caSecret.name | quote }}}}
{{- end }}
{{- end }}

{{- define "stancewire.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "stancewire.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}
