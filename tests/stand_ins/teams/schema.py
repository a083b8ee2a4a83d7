"""Adaptive Cards 1.5 as Teams takes them: each type's properties and what they hold, required ones marked with `!`.

Written from Microsoft's public description of the schema. What a property holds is one word: str, bool, int, num, url,
any, date, time, elements, actions, inlines, choices, facts, columns, rows, cells, images, targets, strings, action,
element; `a|b` is a choice of these very words.
"""

_LOOK = {"height": "auto|stretch", "separator": "bool", "spacing": "None|Small|Default|Medium|Large|ExtraLarge|Padding"}
_COMMON = {"id": "str", "isVisible": "bool", "requires": "any", "fallback": "any", **_LOOK}
_ALIGN = "Left|Center|Right"
_VERTICAL = "Top|Center|Bottom"
_STYLE = "default|emphasis|good|attention|warning|accent"
_COLOR = "Default|Dark|Light|Accent|Good|Warning|Attention"
_SIZE = "Default|Small|Medium|Large|ExtraLarge"
_WEIGHT = "Default|Lighter|Bolder"
_FONT = "Default|Monospace"
_TEXT = {"color": _COLOR, "fontType": _FONT, "isSubtle": "bool", "size": _SIZE, "weight": _WEIGHT}
_INPUT = {**_COMMON, "id!": "str", "label": "str", "isRequired": "bool", "errorMessage": "str"}
_BOX = {
    "style": _STYLE,
    "bleed": "bool",
    "minHeight": "str",
    "verticalContentAlignment": _VERTICAL,
    "selectAction": "action",
    "backgroundImage": "any",
    "rtl": "bool",
}

ELEMENTS = {
    "TextBlock": {
        **_COMMON,
        **_TEXT,
        "text!": "str",
        "wrap": "bool",
        "maxLines": "int",
        "horizontalAlignment": _ALIGN,
        "style": "default|heading|columnHeader",
    },
    "RichTextBlock": {**_COMMON, "inlines!": "inlines", "horizontalAlignment": _ALIGN},
    "Image": {
        **_COMMON,
        "url!": "url",
        "altText": "str",
        "width": "str",
        "size": "Auto|Stretch|Small|Medium|Large",
        "style": "Default|Person",
        "horizontalAlignment": _ALIGN,
        "backgroundColor": "str",
        "selectAction": "action",
    },
    "ImageSet": {**_COMMON, "images!": "images", "imageSize": "Auto|Stretch|Small|Medium|Large"},
    "Media": {**_COMMON, "sources!": "any", "poster": "url", "altText": "str"},
    "Container": {**_COMMON, **_BOX, "items!": "elements"},
    "ColumnSet": {**_COMMON, **_BOX, "columns": "columns", "horizontalAlignment": _ALIGN},
    "FactSet": {**_COMMON, "facts!": "facts"},
    "ActionSet": {**_COMMON, "actions!": "actions", "horizontalAlignment": _ALIGN},
    "Table": {
        **_COMMON,
        "columns": "any",
        "rows": "rows",
        "firstRowAsHeader": "bool",
        "firstRowAsHeaders": "bool",
        "showGridLines": "bool",
        "gridStyle": _STYLE,
        "horizontalCellContentAlignment": _ALIGN,
        "verticalCellContentAlignment": _VERTICAL,
    },
    "Input.Text": {
        **_INPUT,
        "value": "str",
        "placeholder": "str",
        "isMultiline": "bool",
        "maxLength": "int",
        "style": "Text|Tel|Url|Email|Password",
        "regex": "str",
        "inlineAction": "action",
    },
    "Input.Number": {**_INPUT, "value": "num", "placeholder": "str", "min": "num", "max": "num"},
    "Input.Date": {**_INPUT, "value": "date", "placeholder": "str", "min": "date", "max": "date"},
    "Input.Time": {**_INPUT, "value": "time", "placeholder": "str", "min": "time", "max": "time"},
    "Input.Toggle": {
        **_INPUT,
        "title!": "str",
        "value": "str",
        "valueOn": "str",
        "valueOff": "str",
        "wrap": "bool",
    },
    "Input.ChoiceSet": {
        **_INPUT,
        "choices": "choices",
        "choices.data": "any",
        "isMultiSelect": "bool",
        "style": "compact|expanded|filtered",
        "value": "str",
        "placeholder": "str",
        "wrap": "bool",
    },
}
COLUMN = {**_COMMON, **_BOX, "items": "elements", "width": "any", "type": "Column"}
ROW = {**_COMMON, "cells": "cells", "style": _STYLE, "type": "TableRow", "horizontalCellContentAlignment": _ALIGN}
ROW["verticalCellContentAlignment"] = _VERTICAL
CELL = {**_COMMON, **_BOX, "items!": "elements", "type": "TableCell"}
RUN = {
    **_TEXT,
    "text!": "str",
    "highlight": "bool",
    "italic": "bool",
    "strikethrough": "bool",
    "underline": "bool",
    "selectAction": "action",
}
FACT = {"title!": "str", "value!": "str"}
CHOICE = {"title!": "str", "value!": "str"}
TARGET = {"elementId!": "str", "isVisible": "bool"}

_ACTION = {
    "id": "str",
    "title": "str",
    "iconUrl": "url",
    "style": "default|positive|destructive",
    "fallback": "any",
    "tooltip": "str",
    "isEnabled": "bool",
    "mode": "primary|secondary",
    "role": "Button|Link|Tab|Menu|MenuItem",
    "requires": "any",
}
_SENDING = {**_ACTION, "data": "any", "associatedInputs": "auto|none|Auto|None"}
ACTIONS = {
    "Action.Execute": {**_SENDING, "verb": "str"},
    "Action.Submit": {**_SENDING, "msTeams": "any"},
    "Action.OpenUrl": {**_ACTION, "url!": "url"},
    "Action.ShowCard": {**_ACTION, "card!": "any"},
    "Action.ToggleVisibility": {**_ACTION, "targetElements!": "targets"},
}
CARD = {
    "type!": "AdaptiveCard",
    "version!": "1.0|1.1|1.2|1.3|1.4|1.5",
    "$schema": "str",
    "body": "elements",
    "actions": "actions",
    "fallbackText": "str",
    "speak": "str",
    "lang": "str",
    "minHeight": "str",
    "rtl": "bool",
    "verticalContentAlignment": _VERTICAL,
    "backgroundImage": "any",
    "selectAction": "action",
    "refresh": "refresh",
    "authentication": "any",
    "metadata": "any",
    "msteams": "any",
}
REFRESH = {"action": "action", "userIds": "strings", "expires": "str"}
