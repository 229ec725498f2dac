"""Meetings' room, minutes reader: the words for roles, and the kind of speaker that each word stands for."""

import re

MUNICIPALITY, PREFECTURE, ADVISER, CHAIR, MEMBER = "municipality", "prefecture", "adviser", "chair", "member"
SECRETARIAT, OFFICIAL, GUEST, OTHER = "secretariat", "official", "guest", "other"
KINDS = (MUNICIPALITY, PREFECTURE, ADVISER, CHAIR, MEMBER, SECRETARIAT, OFFICIAL, GUEST, OTHER)

# Longest first within a kind; the first table row whose word ends a label decides.
ROLE_WORDS: tuple[tuple[str, str], ...] = (
    (
        SECRETARIAT,
        r"事務局(?:長|次長|員|担当|職員|説明)?|司会(?:者|進行)?|進行役?|書記長?|ファシリテーター|コーディネーター",
    ),
    (MEMBER, r"副会長|副委員長|副座長|副議長|副部会長|会長代理|座長代理|委員長代理|会長職務代理(?:者)?|職務代理者"),
    (CHAIR, r"議長|座長|会長|委員長|部会長|分科会長|主査委員|臨時議長|仮議長|議長代理"),
    (ADVISER, r"アドバイザー|アドバイザ|顧問|学識経験者|有識者|専門家|CIO補佐官|助言者"),
    (
        MEMBER,
        r"委員|構成員|議員|会員|メンバー|評議員|協議員|理事|幹事|監事|住民|市民|町民|区民|参加者|発言者|質問者|"
        r"質疑者|代議員|会計|庶務|役員|世話人|代表者?|部員",
    ),
    (
        GUEST,
        r"教授|准教授|助教|研究員|記者|幹事社|報道機関|講師|講演者|登壇者|ゲスト|パネリスト|来賓|傍聴者|傍聴人|オブザーバー",
    ),
    (
        OFFICIAL,
        r"副?(?:連合|組合|企業|広域|病院|消防|校|園|学|団)長|会計管理者|副?市長|副?町長|副?村長|副?区長|副?知事|教育長|管理者|局長|部長|次長|課長|室長|所長|館長|場長|係長|班長|"
        r"署長|センター長"
        r"|支所長|本部長|主幹|主査|主任|主事|参事|技監|理事監|統括監|政策監|戦略監|情報戦略監|危機管理監|"
        r"[^\s]{1,6}監|専門官|補佐官"
        r"|課長補佐|担当(?:課|者|部長|課長|局長|係長|職員)?|説明(?:者|員)|理事者|当局|執行部|所管(?:課|部|部署)?|"
        r"原課|参考人"
        r"|政府参考人|大臣|副大臣|政務官|行政|職員|回答者|答弁者|監査委員事務局長|推進員|リエゾン|市側|町側|県側|"
        r"行政側",
    ),
)
HONORIFICS = r"君|くん|さん|氏|様|殿|先生"
_ENGLISH = (
    (SECRETARIAT, r"secretariat|moderator|facilitator|clerk|mc"),
    (CHAIR, r"chairperson|chairman|chairwoman|chair|president|speaker"),
    (ADVISER, r"adviser|advisor|expert"),
    (
        MEMBER,
        r"(?:committee |council |board )?member|councill?or|commissioner|vice[- ]chair(?:person|man)?|"
        r"deputy chair",
    ),
    (OFFICIAL, r"mayor|governor|director|manager|official|section chief|head|minister"),
    (GUEST, r"reporter|journalist|guest|observer|lecturer"),
    (MEMBER, r"mr|ms|mrs|dr|prof|professor"),
)
_ENGLISH_BODIES = (
    (OFFICIAL, r"division|department|office|bureau|section|agency|ministry|unit|team"),
    (MUNICIPALITY, r"city|town|village|ward"),
    (PREFECTURE, r"prefecture"),
)

_SUFFIXES = tuple((kind, re.compile(rf"(?:{words})$")) for kind, words in ROLE_WORDS)
_EXACT_ONLY = (
    (GUEST, r"大学|学校|企業|事業者|学生|生徒|保護者|利用者|来場者|商工会(?:議所)?"),
)  # part of many other words
_EXACT = tuple(
    (kind, re.compile(rf"(?:各|他の|別の)?(?:{words})(?:[A-Z0-9]|[①-⑳]|[0-9]{{1,2}})?$"))
    for kind, words in (*ROLE_WORDS, *_EXACT_ONLY)
)
_ENGLISH_LABEL = tuple(
    (kind, re.compile(rf"(?:{words})\.?(?:\s+(?P<person>[A-Z][A-Za-z'’-]*(?:\s+[A-Z][A-Za-z'’-]*){{0,3}}))?$", re.I))
    for kind, words in _ENGLISH
)
_ENGLISH_BODY = tuple(
    (kind, re.compile(rf"(?:[A-Z][\w&'-]*(?: and| of)? ){{1,4}}(?i:{words})|(?i:{words}) of(?: [A-Z][\w&'-]*){{1,4}}"))
    for kind, words in _ENGLISH_BODIES
)
_HONORIFIC_END = re.compile(rf"(?:{HONORIFICS})$")
_BODY_WORDS = re.compile(
    r""
    r"(?:協会|連合会|組合|商店会|自治会|町内会|婦人会|商工会|会議所|社|センター|団体|法人|大学|銀行|協議会|連盟|研究所|クラブ|会)$"
)


def exact_kind(label: str) -> str | None:
    """The kind of a squeezed label that is nothing but a role (委員, 事務局, 会長, 委員Ａ), else None."""
    for kind, pattern in _EXACT:
        if pattern.match(label):
            return kind
    return None


def role_at_end(label: str) -> tuple[str, str] | None:
    """(kind, role word) of the role that ends a squeezed label (宮城委員, 早瀬デジタル推進部長), else None."""
    for kind, pattern in _SUFFIXES:
        match = pattern.search(label)
        if match:
            if kind == CHAIR and match[0] == "会長" and label.endswith("副会長"):
                continue
            return kind, match[0]
    return None


def english_role(label: str) -> tuple[str, str | None] | None:
    """(kind, person) of an English label such as Chairperson Kiritani, else None."""
    if not label.isascii():
        return None
    for kind, pattern in _ENGLISH_BODY:
        if pattern.fullmatch(label.strip()):
            return kind, None
    for kind, pattern in _ENGLISH_LABEL:
        match = pattern.match(label.strip())
        if match:
            return kind, match["person"]
    return None


def has_honorific(label: str) -> bool:
    """Whether a squeezed label ends like a person's name with 君, さん, 氏, 様 …"""
    return bool(_HONORIFIC_END.search(label)) and len(label) > 1


def names_a_body(words: str) -> bool:
    """Whether words name an association, a firm or a school (オレンジ商店会): its 会長 does not chair the meeting."""
    return bool(_BODY_WORDS.search(words))
