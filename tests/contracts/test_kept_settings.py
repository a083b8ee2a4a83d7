"""Settings of asking come back from every store, the narrowest key apart from the others."""

from dataclasses import replace

from plans.model import Setting, SettingLevel

WHOLE = Setting(level=SettingLevel.PLAN, key="", name="reminders", value="-14,-5,0")
SCOPE = replace(WHOLE, key="Uppsala", value="-7,0")
CYCLE = Setting(level=SettingLevel.CYCLE, key="2027", name="grace", value="5")


def test_settings_come_back_and_the_same_name_on_two_keys_are_two(store):
    with store.transaction() as ledger:
        for setting in (CYCLE, SCOPE, WHOLE):
            ledger.settings.save(setting)

    with store.reading() as ledger:
        assert ledger.settings.all() == (CYCLE, WHOLE, SCOPE)


def test_a_setting_is_replaced_and_forgotten_by_its_name(store):
    with store.transaction() as ledger:
        ledger.settings.save(WHOLE)
        ledger.settings.save(SCOPE)
        ledger.settings.save(replace(WHOLE, value="-5"))
        ledger.settings.drop(SCOPE)

    with store.reading() as ledger:
        assert ledger.settings.all() == (replace(WHOLE, value="-5"),)
