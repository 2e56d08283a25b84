"""What the studio says of counts in more than a number and its noun."""

from __future__ import annotations

from engine.phrases.forms import Phrase

STOP = Phrase("Nothing stops a final edition", "One thing stops a final edition", "{word} things stop a final edition")
THEN_STOP = Phrase(
    "none of them stops a final edition", "one of them stops a final edition", "{n} of them stop a final edition"
)
COUNT_AS_NOTHING = Phrase(
    "nothing counts as nothing", "one answer counts as nothing", "{word} answers count as nothing"
)
QUESTION = Phrase("no question", "question 1 of 1", "question {here} of {n}")
SETTLE = Phrase("Nothing is left to settle", "Settle one answer", "Settle {word} answers")
FILES_CAME = Phrase("no file came", "one file came", "{word} files came")
CAN_BE_KEPT = Phrase("none can be kept as it is", "one can be kept now", "{word} can be kept now")
SEE_STOPS = Phrase("See the findings", "See what stops it", "See all {n} that stop it")
TO_ACT_ON = Phrase("Nothing to act on", "One thing to act on", "{n} things to act on")
ONLY_TO_KNOW = Phrase("Nothing more to know", "One more is only to know", "{n} more are only to know")
FILES_CHANGED = Phrase(
    "No file has changed since {when}", "One file has changed since {when}", "{n} files have changed since {when}"
)
LATE = Phrase("Nobody is late", "One person or group is late", "{word} people or groups are late")
OWE = Phrase("Nobody owes anything", "One person or group owes something", "{word} people or groups owe something")
NOT_SHOWN = Phrase("No more", "1 more is not shown here", "{n} more are not shown here")
ARE_COMPLETE = Phrase("None is complete yet", "One is complete", "{n} are complete")
NOT_ASKED_YET = Phrase("All have been asked", "One has not been asked yet", "{n} have not been asked yet")
AND_LIKE_IT = Phrase("no more like it", "and 1 more like it", "and {n} more like it")
OF_ALL = Phrase("{here} of none", "{here} of 1", "{here} of {n}")
FILES_WITH_A_DOCUMENT = Phrase(
    "no file belongs to a document", "one file, with its document", "{word} files, each with its document"
)
FILES_OF_NO_DOCUMENT = Phrase(
    "each file has its document",
    "one of {of} files belongs to no document",
    "{word} of {of} files belong to no document",
)
WORDS_STAND = Phrase(
    "nowhere in these files does all of this stand",
    "all of this stands in one place",
    "all of this stands in {word} places",
)
DOCUMENTS_WITHOUT_A_FILE = Phrase(
    "each document in place has its file here",
    "one document in place without a file here",
    "{word} documents in place without a file here",
)
FORMS_WOULD_BE_FILLED = Phrase("no form would be filled", "one form would be filled", "{word} forms would be filled")
FORMS_FILLED = Phrase("no form was filled", "one form was filled", "{word} forms were filled")
FORMS_TAKEN_BACK = Phrase(
    "no form was put back", "one form is as it was before", "{word} forms are as they were before"
)
TEMPLATES_FAULTY = Phrase(
    "all templates are sound",
    "something is to be mended in one template",
    "something is to be mended in {word} templates",
)
FAULTS = Phrase("Sound", "1 thing to mend", "{n} things to mend")
FIELDS_FOUND = Phrase("no field is found", "one field is found", "{n} fields are found")
SHEETS_SIGNED = Phrase(
    "none of {of} sheets is signed", "one of {of} sheets is signed", "{word} of {of} sheets are signed"
)
NEED_YOU = Phrase("none needs you", "one needs you", "{word} need you")
SHEETS_ISSUED = Phrase("nothing was issued", "one sheet was issued", "{word} sheets were issued")
ISSUED_BEFORE = Phrase("none was out as it is", "one was out as it is already", "{word} were out as they are already")
PLACES_CHANGED = Phrase("no place differs", "one place differs", "{word} places differ")
ITEMS_OPEN = Phrase(
    "something answers each of {of} items", "nothing answers one of {of} items", "nothing answers {word} of {of} items"
)
TO_MEND_BEFORE_SAVING = Phrase(
    "Nothing is to be mended",
    "One thing to mend before this can be saved",
    "{word} things to mend before this can be saved",
)
WITHOUT_A_VERIFIER = Phrase(
    "somebody is named to verify each statement",
    "nobody is named to verify one statement",
    "nobody is named to verify {word} statements",
)
TO_ANSWER_FIRST = Phrase(
    "nothing is to be answered in Council first",
    "one thing is to be answered in Council first",
    "{word} things are to be answered in Council first",
)
STILL_TO_MEND = Phrase(
    "nothing in the file is still to be mended",
    "one thing in the file is still to be mended",
    "{word} things in the file are still to be mended",
)
TOO_ALIKE = Phrase("no two colours are too alike", "two colours are too alike", "{word} pairs of colours are too alike")
TO_SEND = Phrase(
    "everybody has been sent their forms",
    "one person or group has not been sent their forms",
    "{word} people or groups have not been sent their forms",
)
REMIND = Phrase(
    "nobody is late", "one person or group is late: remind them", "{word} people or groups are late: remind them"
)
