"""Read owners' free-text replies: what is understood, how it is shown back, and what is asked when it is unclear.

How a reply is read, in this order; each step is a small file of rules as data:

1. `spelling`: å, ä and ö are put back where a reply is typed without them, and `mistypings` mends slips of the fingers
   and writes what stands as it is said ("de e", "åtta komma fem"). Quotes are cut from the reply as written.
2. `own_words`: quoted mail, greetings and signatures are blanked out; `clauses`: the rest is cut into clauses;
   questions say nothing, and what stands under "om", "när", "tills" or "hade vi …" is supposed and states nothing.
3. `addressing`: in a message about several actions, each clause goes to the action whose number stands before it.
4. `standing`: the language, "oförändrat", and "inte min", which ends the reading.
5. `status` with `subject`: what a clause says of how far the action has come. Words about the action as a whole
   ("vi är klara", "vägledningen är publicerad") decide; what is said of a part shows only that work is under way.
   `verbs` tells by the forms of verbs that something has been done, rather than by lists of them.
6. `forecast`: on track, some or large deviation, not assessed; the gravest that is said, and of no other time than now.
7. `figures` with `progress`, `outcomes`, `counts`, `amounts` and `percents`: progress, and the action's
   indicators, by noun ("två övningar"), place ("tredje övningen", `ordinals`), unit ("71 dagar") or name. Targets,
   plans, changes and other figures are left, and a figure that several indicators could take is asked about.
8. `deadlines`: the new end, and the day of completion; a date of a meeting, a start or a part is left.
9. `narrative`: obstacles, decisions needed, what is done and next steps, as clauses in the author's own words;
   `milestones`: which of the action's own milestones are said to be done.
10. `reading`: puts it together. A contradiction fills nothing and asks one question. Where something essential was read
    and nothing contradicts it, nothing is asked: the reading is shown back (`showing`) and the author corrects it.

The words of the rules for status, dates and counts stand apart, in files that end in ``_cues``. What the rules leave
open a model may propose (`proposing`), and only what the reply's own words bear.

Precision goes first: a rule that is in doubt leaves its field empty. A reading holds only what the reply says; nothing
is taken over from an earlier one.
"""

from plans.replies.proposing import Proposal, wants_proposals, with_proposals
from plans.replies.reading import read_reply
from plans.replies.showing import question_text, read_back, reading_json
from plans.replies.standing import language_of

__all__ = [
    "Proposal",
    "language_of",
    "question_text",
    "read_back",
    "read_reply",
    "reading_json",
    "wants_proposals",
    "with_proposals",
]
