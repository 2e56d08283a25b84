"""What penholder says of counts in more than a number and its noun."""

from __future__ import annotations

from engine.phrases import nouns
from engine.phrases.forms import Noun, Phrase, Share, Verb, sentence

# Of groups and their ratings
HOW_GROUPS_RATED = Phrase("How the groups rated us", "How one group rated us", "How {word} groups rated us")
GROUPS_TOOK_PART = Phrase(
    "The groups and how they took part",
    "The one group and how it took part",
    "The {word} groups and how they took part",
)
THEIR_CHECKLISTS = Phrase(
    "Source: stage 1 checklists, of which none has come back",
    "Source: stage 1 checklists of one group",
    "Source: stage 1 checklists of {word} groups",
)
ALIKE = Phrase(
    "No group has sent its ratings yet",
    "{group} agree with {items}",
    "All {word} groups agree with {items}",
)
BOTH_ALIKE = "Both groups agree with {items}"
RATINGS_FROM = Phrase("no ratings", "{ratings} from one group", "{ratings} from {word} groups")
ITEMS_AGREED_WITH = Phrase(
    "Items that each group agrees with", "Items that the group agrees with", "Items that each group agrees with"
)
THE_GAP_IS_ON = Phrase(
    "There is no gap",
    "The gap is on item {items}, where {better} rate us higher",
    "The gap is on items {items}, where {better} rate us higher",
)
DO_NOT_KNOW = Share(nouns.GROUP, Verb("does not know", "do not know"), "knows", "no group was asked")
NOT_IN_THE_WORKBOOK = Share(
    nouns.CHECKLIST_ITEM,
    Verb("is not in the workbook", "are not in the workbook"),
    "is in it",
    "there is no checklist item",
)
NO_REASON = Share(
    nouns.ANSWER,
    Verb("has a rating and no reason", "have a rating and no reason"),
    "has a reason",
    "there is no answer",
)
OTHER_WORDS = Phrase(
    "No item has other words than the framework",
    "One item has other words than the framework",
    "{n} items have other words than the framework",
)
STANDS_IN = Phrase("nothing stands in", "{items} stands in", "{items} stand in")

# Of the framework
ALL_STATEMENTS = Phrase(
    "Our own view of the quality statements",
    "Our own view of the one quality statement",
    "Our own view of the {word} quality statements",
)
OF_STATEMENTS = "quality statement {number} of {whole}"

# Of claims and evidence
KINDS_ASKED_FOR = Phrase("no kind is asked for", "1 kind is asked for", "{n} kinds are asked for")
SUGGESTED = Phrase("none is suggested", "1 is suggested", "{n} are suggested")
STAND_BESIDE = Phrase(
    "no {noun} stand beside {other}", "1 {noun} stands beside {other}", "{n} {noun} stand beside {other}"
)
LESS_EVIDENCE = Phrase(
    "no strength has fewer kinds of evidence than asked for",
    "one strength has fewer kinds of evidence than asked for",
    "{word} strengths have fewer kinds of evidence than asked for",
)
NOT_JUDGED = Phrase("no strength is not judged", "one strength is not judged", "{word} strengths are not judged")

# Of what the last self-assessment said
DONE_SINCE = Share(nouns.ACTION_THEN_OPEN, Verb("is done", "are done"), "is not done", "no action was open then")
DROPPED_SINCE = Share(
    nouns.ACTION_THEN_OPEN,
    Verb("is no longer in our plans", "are no longer in our plans"),
    "is still in our plans",
    "no action was open then",
)
OTHERS_DROPPED = Phrase(
    "None has been dropped from our plans",
    "One is no longer in our plans",
    "{word} are no longer in our plans",
)
RATINGS_BETTER = Phrase(
    "no rating is better than then", "one rating is better than then", "{n} ratings are better than then"
)
ARE_WORSE = Phrase("none is worse", "one is worse", "{n} are worse")
DONE_OF_OPEN = Phrase("None was open", "{done} of 1 done", "{done} of {n} done")

# Of how far it has got
WAIT_TO_BE_FILLED_IN = Phrase(
    "No other file waits to be filled in", "1 other file waits to be filled in", "{n} other files wait to be filled in"
)
ERRORS_STAND = Phrase("no error stands", "1 error stands", "{n} errors stand")
ERRORS_STOP = Phrase(
    "nothing stops a final edition", "one error stops a final edition", "{word} errors stop a final edition"
)
MEND_ERRORS = Phrase("penholder build", "mend the error, then build again", "mend the {n} errors, then build again")
WARNINGS_TO_JUDGE = Phrase(
    "no warning is for people to judge", "one warning is for people to judge", "{n} warnings are for people to judge"
)
ARE_LATE = Phrase(
    "nobody is late on {day}", "one person or group is late on {day}", "{word} people or groups are late on {day}"
)
OWE_SOMETHING = Phrase(
    "nobody owes anything else",
    "one person or group owes something that is not late",
    "{word} people or groups owe something that is not late",
)
STATEMENTS_SIGNED = Share(nouns.STATEMENT, Verb("is signed", "are signed"), "is not signed", "there is no statement")
SIGNED_ALL_SHEETS = Phrase(
    "{who} signed no sheet",
    "{who} signed the sheet of the one statement",
    "{who} signed the sheets of all {n} statements",
)
NOT_ASKED = Phrase("Every role was asked", "Not asked: one role", "Not asked: {word} roles")
ENDORSERS_BELOW = Phrase("nobody yet", "one endorser, listed below", "{word} endorsers, listed below")
REWEIGHED = Phrase("no finding would", "1 finding would", "{n} findings would")
TAKEN_AS_TOLD = Phrase(
    "nothing else is open",
    "1 thing more is taken as told unless you rule otherwise",
    "{n} things more are taken as told unless you rule otherwise",
)
TO_KNOW = Phrase("nothing to know", "1 to know", "{n} to know")
MORE_LIKE_IT = Phrase("no more like it", "1 more like it", "{n} more like it")
AND_MORE = Phrase("", "; and 1 more", "; and {n} more")
NOT_SHOWN = Phrase("", "1 more", "{n} more")
STOPPED_BEFORE = Phrase("all were built", "1 more was built", "{n} more were built")
NOT_AS_BUILT = Phrase("every file is as it was built", "1 file is not as built", "{n} files are not as built")
INPUTS_CHANGED = Phrase("no input changed since", "1 input changed since", "{n} inputs changed since")
HAS_CHANGED = Phrase("no file changed", "{names} changed", "{names} changed")
FAULTY_TEMPLATES = Phrase("all sound", "1 with faults", "{n} with faults")
READ_BY_MEANING = Phrase("", "1 cell read by meaning", "{n} cells read by meaning")
HAND_SET_LOOKS = Phrase(
    "No colour or font that was set by hand equals the theme's",
    "1 colour or font that was set by hand and equals the theme's follows it from now on",
    "{n} colours or fonts that were set by hand and equal the theme's follow it from now on",
)
HEADINGS_LOST = Phrase(
    "Every heading of {name} is in its PDF",
    "1 heading of {name} is not in its PDF",
    "{n} headings of {name} are not in its PDF",
)
HIDDEN_ROWS = Phrase("No row is hidden", "Row {names} is hidden", "Rows {names} are hidden")
HIDDEN_COLUMNS = Phrase("No column is hidden", "Column {names} is hidden", "Columns {names} are hidden")
MORE_CHANGES = Phrase("", "; and 1 more change", "; and {n} more changes")

# Of the tips, each a share of what there is
NAME_OWNER_AND_BOARD = Share(
    nouns.ACTION,
    Verb("names an owner and a board", "name an owner and a board"),
    "lacks an owner or a board",
    "no actions yet",
)
SHEETS_SIGNED = Share(
    nouns.VERIFICATION_SHEET, Verb("is signed", "are signed"), "is not signed", "no verification sheets"
)
FIGURES_USED = Share(
    Noun("figure of our own", "figures of our own"),
    Verb("is used in the text", "are used in the text"),
    "is not used in the text",
    "no figures of our own yet",
)
GROUPS_SENT = Share(
    nouns.GROUP, Verb("sent its checklists", "sent their checklists"), "sent no checklists", "no groups were asked"
)
ENDORSED = Share(
    Noun("person who was asked", "people who were asked"),
    Verb("endorses it", "endorse it"),
    "does not endorse it",
    "nobody was asked to endorse it yet",
)
REST_ON_PEOPLE = Share(
    nouns.STATEMENT,
    Verb("rests on what people say as well", "rest on what people say as well"),
    "does not",
    "no statements",
)
SHOW_A_GAP = Share(
    nouns.CHECKLIST_ITEM,
    Verb("shows a perception gap", "show a perception gap"),
    "shows no perception gap",
    "no checklist items",
)
HAVE_A_DATE = Share(nouns.ACTION, Verb("has a date", "have a date"), "has no date", "no actions yet")
ARE_DONE = Share(nouns.ACTION, Verb("is done", "are done"), "is not done", "no actions yet")
ARE_WRITTEN = Share(nouns.STATEMENT, Verb("is written", "are written"), "is not written", "no statements")
WORDS_IN_SECTION_A = Phrase(
    "no words of text in Section A, beside its strengths and risks",
    "1 word of text in Section A, beside its strengths and risks",
    "{n} words of text in Section A, beside its strengths and risks",
)
WORDS_A_SENTENCE = Phrase(
    "no sentences yet",
    "1 word a sentence on average, in the statement with the longest",
    "{n} words a sentence on average, in the statement with the longest",
)
NAME_EVIDENCE = Share(
    Noun("claim", "claims"), Verb("names evidence", "name evidence"), "names no evidence", "no claims yet"
)
ARE_COMPARED = Share(
    nouns.FIGURE,
    Verb("is compared with something", "are compared with something"),
    "is compared with nothing",
    "no figures yet",
)
SHOW_A_YEAR = Share(
    nouns.FIGURE,
    Verb("shows how it changed in a year", "show how they changed in a year"),
    "does not show how it changed in a year",
    "no figures yet",
)


def groups_agree_alike(groups: int, group: str, items: str) -> str:
    """What groups say that agree with as many items. group: the name of one of them."""
    return BOTH_ALIKE.format(items=items) if groups == 2 else ALIKE(groups, group=group, items=items)


PLAN_DONE = Phrase("none is done", "one is done", "{word} are done")
FIGURES_CHANGED = Phrase("no figure has changed", "one figure has changed", "{word} figures have changed")
ACTIONS_DONE = Phrase("no action is done", "one action is done", "{word} actions are done")
ACTIONS_SLIPPED = Phrase("no action has slipped", "one action has slipped", "{word} actions have slipped")
ACTIONS_DROPPED = Phrase("no action was dropped", "one action was dropped", "{word} actions were dropped")
ACTIONS_NEW = Phrase("no action is new", "one action is new", "{word} actions are new")
RECOMMENDATIONS_TOLD = Phrase(
    "no recommendation of others stands otherwise or is overdue",
    "one recommendation of others stands otherwise or is overdue",
    "{word} recommendations of others stand otherwise or are overdue",
)
PARTS_REWORDED = Phrase(
    "no part of the text reads otherwise",
    "one part of the text reads otherwise",
    "{word} parts of the text read otherwise",
)
PLAN_PAST = Phrase("none is past its date", "one is past its date", "{word} are past their date")


def become_of_actions(done: int, dropped: int, then_open: int) -> str:
    """What has become of the actions that were open, in whole sentences."""
    if dropped and dropped == then_open:
        return f"{sentence(DROPPED_SINCE(dropped, then_open))}."
    told = f"{sentence(DONE_SINCE(done, then_open))}."
    return f"{told} {sentence(OTHERS_DROPPED(dropped))}." if dropped else told
