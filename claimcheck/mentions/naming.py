from claimcheck.records import Mention
def slot_name(mentions):
    f = mentions[0].frame
    return " ".join((*f.modifiers, f.measured, f.predicate)).strip() or mentions[0].value.text
