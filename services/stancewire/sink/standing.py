"""What stands of a key, whatever order its records come in and however often. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands in its topic; `moment_ms` is the time that Kafka keeps with it."""

    partition: int
    offset: int
    moment_ms: int

    def is_behind(self, other: Place) -> bool:
        """Tell whether it was written later: by offset in one partition, by time across partitions."""
        if self.partition == other.partition:
            return self.offset > other.offset
        return (self.moment_ms, self.partition) > (other.moment_ms, other.partition)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one record says of its key. Where `is_end` there is nothing to keep.

    An end without a version ends whatever stands before it; one with a version is replaced only by a later version,
    or by a record of the same version behind it.
    """

    place: Place
    version: int | None
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a key: the record that counts, and the last end."""

    told: Place | None = None
    version: int = 0
    is_live: bool = False
    ended: Place | None = None

    def after(self, claim: Claim) -> Standing:
        """Return what stands once the claim is known; itself, the same object, where that changes nothing."""
        if claim.version is None:
            return self._ended(claim.place)
        if self.ended is not None and not claim.place.is_behind(self.ended):
            return self
        if self.told is not None and not self._is_outranked_by(claim.version, claim.place, self.told):
            return self
        return replace(self, told=claim.place, version=claim.version, is_live=not claim.is_end)

    def _ended(self, place: Place) -> Standing:
        if self.ended is not None and not place.is_behind(self.ended):
            return self
        if self.told is not None and self.told.is_behind(place):
            return replace(self, ended=place)
        # What comes behind an end is a new beginning, whatever its version.
        return Standing(ended=place)

    def _is_outranked_by(self, version: int, place: Place, told: Place) -> bool:
        return version > self.version or (version == self.version and place.is_behind(told))
