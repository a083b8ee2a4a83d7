"""How much Slack takes, in characters where nothing else is said (https://docs.slack.dev/reference/block-kit).

What a whole message may hold is nowhere written down: it was measured by others (github.com/slackapi/bolt-js, issues
2509 and 2867), so there is room to spare here.
"""

from typing import Final

TEXT: Final = 3_000  # of a section, a context element, a field of a modal
PIECES: Final = 100  # in one rich text block: Slack takes a thousand
BLOCKS: Final = 45  # in a message: Slack takes 50
MESSAGE: Final = 11_000  # in a message, a block counted as `BLOCK`; `msg_blocks_too_long` begins at about 13,200
BLOCK: Final = 60
VIEW_BLOCKS: Final = 100
VIEW: Final = 60_000  # in a view: Slack takes 250 kB, and a letter is up to six bytes
HEADING: Final = 150
LABEL: Final = 75  # of a button or an option
VALUE: Final = 2_000  # of a button
OPTION_VALUE: Final = 150
OPTIONS: Final = 100
ROW: Final = 5  # buttons side by side
TITLE: Final = 24  # of a modal, and of its buttons
FIELD_LABEL: Final = 2_000
NOTICE: Final = 150  # of a notification: more is not shown on a locked screen
