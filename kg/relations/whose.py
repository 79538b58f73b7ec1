"""Whose number it is: what is counted, who counts it, or what the clause is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.model import Mention
from kg.relations.subjects import ACTIONS, AT_LARGE, Frame, Subjects

_COUNTED = (*ACTIONS, "HONOUR")
# Words between a number and the name that it counts: 12个[市级]蹲点工作组.
_BETWEEN = re.compile(r"[\u4e00-\u9fff]{0,4}[“‘]?")
_TAKE_PART = re.compile(r"参加|参赛|参会|参与|到场|出席|报名|聆听|观看|预约|报到|入学")
_MEETING = re.compile(r"会议|大会|座谈会|论坛|仪式")
# The committees of a 社区 or 村, which is meant by what they do.
_COMMITTEE = re.compile(r"(.+(?:社区|村))(?:党[委支总]|居民委员会|村民委员会|居委会|村委会)")
_AWARDED = re.compile(r"获得|荣获|获评|获|受到")
_INSTRUMENT = re.compile(r"(?:通过|依托|借助|利用|经由)[“‘]?$")
_SO_FAR = re.compile(r"(?:由|已|累计|共|首批|首期|每[年月周天期]|为|惠及|覆盖|吸引|让|目前|计划)")
# 已有300人报名: of those that are counted so, the clause names no other subject.
_THERE_ARE = re.compile(r"[^，]{0,10}?(?:已|就)?有")
# 全县60个行政村和8个社区 are the county's.
_ALL = re.compile(r"全(?P<level>[省市区县州镇乡村])(?:现?有|共有?|已有?|累计)*(?:\d+[\u4e00-\u9fff]{1,8}[和、])?$")


class Whose:
    """Finds the subject of a number; ``posts`` tells for a person's name the bodies for which that person acts."""

    def __init__(self, subjects: Subjects, posts: Mapping[str, Sequence[int]]) -> None:
        self.subjects, self.posts = subjects, posts
        self._last: tuple[Frame, list[int]] | None = None
        self._before: tuple[Frame | None, list[int]] = None, []
        self.mentions: Sequence[Mention] = subjects.mentions
        self.text = subjects.article.text

    def of(self, start: int, end: int, unit: str) -> list[int]:
        """Return the mentions that a number from ``start`` to ``end`` (behind its unit) is about; none where it is nobody's."""
        found = self._of(start, end, unit)
        self._before = self.subjects.frames[self.subjects.at(start)], found
        return found

    def _of(self, start: int, end: int, unit: str) -> list[int]:
        number = self.subjects.at(start)
        frame = self.subjects.frames[number]
        counted = self._counted(frame, start, end) or self._further(frame, start)
        if counted:
            self._last = frame, counted
            return counted
        throughout = self._throughout(frame, start)
        if throughout is not None:
            return [throughout]
        before = self._earlier(number)
        acting = self._event(number, frame, end)
        if acting is None:
            acting = self._instrument(frame, start)
        if acting is not None:
            return [acting]
        named = self.subjects.named(frame.clause, start)
        if named is not None:
            named = self._speaker(frame, named, start)
            return self._together(frame, self._actor(named, unit))
        large = AT_LARGE.search(self.text, frame.clause.start, start)
        if (
            frame.theme is not None
            and not self._inside(frame, frame.theme)
            and self.mentions[frame.theme].end <= start
            and (large or frame.at_large or before is None)
        ):
            return [frame.theme]
        if large:
            return []
        if frame.own and frame.subject is not None and self.mentions[frame.subject].end <= start:
            return [self._actor(frame.subject, unit)]
        return self._carried(frame, before, start, unit)

    def _throughout(self, frame: Frame, start: int) -> int | None:
        """Return the division that 全县 right before a number means: the one of that level named last before."""
        found = _ALL.search(self.text, frame.clause.start, start)
        if found is None:
            return None
        return next(
            (
                at
                for at in reversed(range(len(self.mentions)))
                if self.mentions[at].type == "PLACE"
                and self.mentions[at].end <= start
                and self.subjects.names[at].endswith(found["level"])
            ),
            None,
        )

    def _inside(self, frame: Frame, theme: int) -> bool:
        """Whether a programme is only where something is done: 在“三项清单”项目中."""
        return bool(re.search("在[^，。；]*$", self.text[frame.clause.start : self.mentions[theme].start]))

    def _carried(self, frame: Frame, before: Frame | None, start: int, unit: str) -> list[int]:
        """Return the subject of a clause that names none: the programme just spoken of, or the subject before."""
        opening = self.text[frame.clause.start : start]
        told = before is not None and before.clause.sentence == frame.clause.sentence
        goes_on = not opening.strip("“ ") or _SO_FAR.match(opening)
        if told and before is not None and before.theme is not None and (goes_on or before.at_large):
            return [before.theme]
        # 已办20场，3万人次到场: a number that opens its clause is about what the one before it is about.
        if told and not opening.strip("“ ") and not frame.clause.mentions and self._before[0] is before:
            return self._before[1]
        if frame.at_large or frame.subject is None:
            return []
        topic = self.subjects.topic
        if _THERE_ARE.fullmatch(opening) and topic is not None and self.mentions[topic].type in ACTIONS:
            return [topic]
        return [self._actor(frame.subject, unit)]

    def _further(self, frame: Frame, start: int) -> list[int]:
        """Return what the number before this one counted, where the sentence goes on counting it: 派出12个工作组、36名干部."""
        if self._last is None or self._last[0].clause.sentence != frame.clause.sentence:
            return []
        counted = max(self._last[1])
        if self.mentions[counted].type != "PROGRAMME" or self.mentions[counted].end > start:
            return []
        since = [at for at in frame.clause.sentence.mentions if at > counted and self.mentions[at].end <= start]
        return [] if since else self._last[1]

    def _earlier(self, number: int) -> Frame | None:
        frames = self.subjects.frames
        if not number or frames[number - 1].clause.sentence.paragraph != frames[number].clause.sentence.paragraph:
            return None
        return frames[number - 1]

    def _actor(self, at: int, unit: str) -> int:
        """Return the body for which a person acts, and the 社区 for which its committee does."""
        if self.mentions[at].type == "PERSON" and unit != "岁":
            bodies = self.posts.get(self.subjects.names[at], ())
            at = next((one for one in bodies if at - 3 <= one < at), bodies[-1] if bodies else at)
        committee = _COMMITTEE.match(self.subjects.names[at])
        if committee is None:
            return at
        places = (
            i for i, name in enumerate(self.subjects.names) if self.mentions[i].type == "PLACE" and name == committee[1]
        )
        return next(places, at)

    def _counted(self, frame: Frame, start: int, end: int) -> list[int]:
        """Return the programme or honour that the number itself counts: 12支小分队, “暖流行动”40场."""
        here = [at for at in frame.clause.mentions if self.mentions[at].type in _COUNTED]
        behind = [at for at in here if self.mentions[at].start >= end]
        if behind and _BETWEEN.fullmatch(self.text, end, self.mentions[behind[0]].start):
            return behind[:1]
        if behind and _AWARDED.search(self.text, end, self.mentions[behind[0]].start):
            honours = [at for at in behind if self.mentions[at].type == "HONOUR"]
            if honours:
                return honours[:1]
        ahead = [at for at in here if self.mentions[at].end <= start]
        between = self.text[self.mentions[ahead[-1]].end : start] if ahead else "，"
        if re.fullmatch(r"[”’]?[\u4e00-\u9fff]{0,8}", between) and not re.search("[等的中里上由在从把]", between):
            return self._joined(ahead)
        return []

    def _joined(self, ahead: Sequence[int]) -> list[int]:
        """Return the last of ``ahead`` and what 暨 or 和 join it with."""
        found = [ahead[-1]]
        for at in reversed(ahead[:-1]):
            link = self.text[self.mentions[at].end : self.mentions[found[-1]].start]
            if not re.fullmatch(r"[”’]?[\u4e00-\u9fff]{0,8}?(?:暨|和|及)[“‘]?", link):
                break
            found.append(at)
        return found

    def _event(self, number: int, frame: Frame, end: int) -> int | None:
        """Return the event that the counted take part in: 300余名职工到场."""
        if not _TAKE_PART.search(self.text, end, min(frame.clause.end, end + 16)):
            return None
        for one in reversed(self.subjects.frames[: number + 1]):
            if one.clause.sentence.paragraph != frame.clause.sentence.paragraph:
                return None
            kinds = ("EVENT",) if _MEETING.search(self.text, end, min(frame.clause.end, end + 16)) else ACTIONS
            named = [
                at for at in one.clause.mentions if self.mentions[at].type in kinds and self.mentions[at].start < end
            ]
            if named:
                return named[-1]
        return None

    def _instrument(self, frame: Frame, start: int) -> int | None:
        """Return the programme by means of which the number came about: 通过“暖流行动”化解纠纷30件."""
        for at in frame.clause.mentions:
            mention = self.mentions[at]
            if mention.type == "PROGRAMME" and _INSTRUMENT.search(self.text[frame.clause.start : mention.start]):
                return at
        return None

    def _speaker(self, frame: Frame, at: int, start: int) -> int:
        """Return the person whose titles a clause begins with, of whose bodies the last one is meant."""
        if self.mentions[at].type == "PLACE":
            return at
        people = [
            one
            for one in frame.clause.mentions
            if one > at and self.mentions[one].type == "PERSON" and self.mentions[one].end <= start
        ]
        return people[0] if people and at in self.posts.get(self.subjects.names[people[0]], ()) else at

    def _together(self, frame: Frame, last: int) -> list[int]:
        """Return all of a list of subjects to which a number belongs one by one: 甲、乙分别建起3个."""
        if "分别" not in self.text[self.mentions[last].end : frame.clause.end]:
            return [last]
        found = [last]
        for at in frame.clause.mentions:
            if at > found[-1] and re.fullmatch(
                "、|和|与", self.text[self.mentions[found[-1]].end : self.mentions[at].start]
            ):
                found.append(at)
        return found
