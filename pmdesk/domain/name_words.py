"""Names that are also everyday words: in small letters they are left alone in free text.

"It will restart" speaks of nobody, "Will restarted it" of somebody. A word belongs here when it
turns up in small letters in reviews and is a name, or a likely handle, of somebody. A word that
reviews hardly ever hold ("baker") stays out: there, small letters are a name typed in haste.
"""

from __future__ import annotations

_WORDS = """
    able ace ad admin ai al alarm alert all alpha amber an and any api app april apt arch are area art ash at august
    autumn back ball bank banks base bay beach beam bean bell best beta big bill bit black blade blank block blue bolt
    bond book boot bot bowl box branch brand bread break breeze brick bridge bridges bright brook brown bug build bull
    burn bush by cache call camp can candy cap card care carry case cash castle chain chamber champion chance change
    charm chase check church chip clay clean clear cliff clock close cloud coal code coin cold cook cool core cost
    court craft crane crash cream crew cross crow crown crystal cure cut daily dash data dawn day days db dba dean
    dear deck deep delta den deploy dev dial dig do doc dock dog don door dot down draw dream drew drive driver duck
    duke dunk dust early east easy echo ed edge end eng english eve even ever every eye fair faith fall falls far fast
    father field fields fig final fine finger fire first fish fisher flag flash flat fleet flint flood flow fly folk
    foot for force ford forest forge fork foster fountain fox frame frank free french fresh friend frost full game
    garden gate gates gem gene general gift glass go gold golden good grace grain grand grant grass gray great green
    grey ground grove guard guest gun guy ha hack hail hall hand handy happy hard harm has hat have haven hawk hay
    he head heart heath held help her herd hero high hill him his ho hold holder home honor hook hooks hope horn host
    hour house hub human hunt hurt ice in infra io iron is island it jack jam jar jay jewel job join joy judge july
    june junior just justice keen keep keeper key keys kid kind king kit know la lab lake lamp land lane large last
    law laws lay le lead leaf lever li light lin line link lion list little live load lock log long look lost lot love
    low luck lucky made magic mail main major make mall man manager many map march mark marker marks marsh mash mason
    mast master mat max may me mean mercy merit mild miles mill mills min mind mine mint minor miss mist moment money
    monitor moon more most mount must my near need nest net network new next nice night no noble node noon north not
    note now nut oak ocean of off oil old olive on once oncall one onion open ops or orange order other otter out over
    owl own owner pa pace pack page pages pager paint pair palm pan pane paper park parks pass past pat patch patience
    pay peace peak pearl peg pen penny pepper perk person pick pierce pike pilot pin pine ping pink pip pipe place
    plain plan plant platform play plum pod point pole pond pool poor pop port porter post pot pound power powers
    press price pride prime prince pro prod proud pump purple push queen quest quick quiet race rail rain range ray
    reach read reader real red reef release rest rice rich rider ridge right ring rise river road rob robin rock rod
    role roll room root rope rose round royal ruby run runner rush rust sad safe sage said sail sale salt sand saw say
    scale sea seal search second see self sell send sent server service set shade sharp she shell shield shift shine
    ship shop shore short show side sign silver simple site size sky slack small smart smoke snow so soft sole some
    son song south spark speed spice spike spring sre staff stage stamp star start steel stem step stern still stock
    stone stones storm story stream street strong such sue sum summer sun support sure swan sweet swift sys system
    table tall tan task team temple ten term test than the thorn tick tide ticket time tin to today toll tool top
    torch tower town trace track traffic train travel tree trip true trust truth tune turn twist under unit unity up us
    user van vein very vine violet virtue voice wade wait wake walk wall walls war ward warm warn was wash watch water
    waters wave way we weather weaver web week well wells went were west wheat wheel white wide wild will wills win
    wind wing wings winner winter wise wish with wolf won wood woods word words work worker world worth yard year
    years yes yield you young your zen zero zone
"""

EVERYDAY = frozenset(_WORDS.split())
"""Words in small letters, without marks."""
