"""A compact list of places: countries, states, regions and large cities, with what holds what.

Compiled by hand for this project. It marks places and answers containment; a place that is not
listed is simply unknown.
"""

from __future__ import annotations

import re

# name: other names and demonyms
_COUNTRIES = """
United States:U.S.,US,U.S.A.,USA,America,American,Americans,United States of America
United Kingdom:U.K.,UK,Britain,Great Britain,British,Briton,Britons
Afghanistan:Afghan,Afghans|Albania:Albanian|Algeria:Algerian|Angola:Angolan
Argentina:Argentine,Argentinian|Armenia:Armenian|Australia:Australian,Australians|Austria:Austrian
Azerbaijan:Azerbaijani|Bahamas|Bahrain|Bangladesh:Bangladeshi|Belarus:Belarusian
Belgium:Belgian|Bolivia:Bolivian|Bosnia:Bosnian|Botswana|Brazil:Brazilian,Brazilians
Bulgaria:Bulgarian|Burkina Faso|Burundi|Cambodia:Cambodian|Cameroon:Cameroonian
Canada:Canadian,Canadians|Chad:Chadian|Chile:Chilean|China:Chinese,People's Republic of China
Colombia:Colombian|Congo:Congolese,Democratic Republic of Congo|Costa Rica:Costa Rican
Croatia:Croatian|Cuba:Cuban,Cubans|Cyprus:Cypriot|Czech Republic:Czech,Czechia
Denmark:Danish,Dane|Djibouti|Dominican Republic:Dominican|Ecuador:Ecuadorean,Ecuadorian
Egypt:Egyptian,Egyptians|El Salvador:Salvadoran|Eritrea:Eritrean|Estonia:Estonian
Ethiopia:Ethiopian|Fiji:Fijian|Finland:Finnish,Finn|France:French|Gabon|Gambia|Germany:German,Germans
Ghana:Ghanaian|Greece:Greek,Greeks|Guatemala:Guatemalan|Guinea:Guinean|Guyana|Haiti:Haitian,Haitians
Honduras:Honduran|Hungary:Hungarian|Iceland:Icelandic|India:Indian,Indians|Indonesia:Indonesian
Iran:Iranian,Iranians|Iraq:Iraqi,Iraqis|Ireland:Irish|Israel:Israeli,Israelis|Italy:Italian,Italians
Ivory Coast:Ivorian|Jamaica:Jamaican|Japan:Japanese|Jordan:Jordanian|Kazakhstan:Kazakh
Kenya:Kenyan|Kosovo:Kosovar|Kuwait:Kuwaiti|Kyrgyzstan:Kyrgyz|Laos:Lao,Laotian|Latvia:Latvian
Lebanon:Lebanese|Liberia:Liberian|Libya:Libyan,Libyans|Lithuania:Lithuanian|Luxembourg
Madagascar|Malawi|Malaysia:Malaysian|Maldives|Mali:Malian|Malta:Maltese|Mauritania
Mexico:Mexican,Mexicans|Moldova:Moldovan|Mongolia:Mongolian|Montenegro|Morocco:Moroccan
Mozambique|Myanmar:Burma,Burmese|Namibia|Nepal:Nepalese,Nepali|Netherlands:Dutch,Holland
New Zealand:New Zealander|Nicaragua:Nicaraguan|Niger|Nigeria:Nigerian,Nigerians
North Korea:North Korean,North Koreans,DPRK|North Macedonia:Macedonian|Norway:Norwegian
Oman:Omani|Pakistan:Pakistani,Pakistanis|Palestine:Palestinian,Palestinians|Panama:Panamanian
Papua New Guinea|Paraguay|Peru:Peruvian|Philippines:Philippine,Filipino,Filipinos
Poland:Polish|Portugal:Portuguese|Qatar:Qatari|Romania:Romanian|Russia:Russian,Russians
Rwanda:Rwandan|Saudi Arabia:Saudi,Saudis|Senegal:Senegalese|Serbia:Serbian|Sierra Leone
Singapore:Singaporean|Slovakia:Slovak|Slovenia:Slovenian|Somalia:Somali,Somalis
South Africa:South African,South Africans|South Korea:South Korean,South Koreans,Republic of Korea
South Sudan:South Sudanese|Spain:Spanish|Sri Lanka:Sri Lankan|Sudan:Sudanese|Sweden:Swedish,Swede
Switzerland:Swiss|Syria:Syrian,Syrians|Taiwan:Taiwanese|Tajikistan:Tajik|Tanzania:Tanzanian
Thailand:Thai|Togo|Tunisia:Tunisian|Turkey:Turkish,Turks,Turkiye,Türkiye|Uganda:Ugandan
Ukraine:Ukrainian,Ukrainians|United Arab Emirates:UAE,U.A.E.,Emirati|Uruguay:Uruguayan
Uzbekistan:Uzbek|Venezuela:Venezuelan,Venezuelans|Vietnam:Vietnamese|Yemen:Yemeni,Yemenis
Zambia:Zambian|Zimbabwe:Zimbabwean|Vatican:Vatican City|Hong Kong
"""

_STATES = (
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho "
    "Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan "
    "Minnesota Mississippi Missouri Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico "
    "North_Carolina North_Dakota Ohio Oklahoma Oregon Pennsylvania Rhode_Island South_Carolina "
    "South_Dakota Tennessee Texas Utah Vermont Virginia West_Virginia Wisconsin Wyoming"
)
# holder: what lies in it
_WITHIN = """
Texas:Kerr County,Travis County,Kerrville,Austin,Houston,Dallas,San Antonio,El Paso
Texas:Fort Worth,Hill Country,Texas Hill Country,Camp Mystic,Hunt,Comfort,Uvalde
Texas:Guadalupe River
California:Los Angeles,San Francisco,San Diego,Sacramento,San Jose,Oakland,San Bernardino
California:Hollywood
New York:New York City,Buffalo,Albany,Brooklyn,Manhattan,Queens,Bronx,Long Island
New York City:Brooklyn,Manhattan,Queens,Bronx,Harlem,Staten Island,Times Square,Wall Street
Florida:Miami,Orlando,Tampa,Jacksonville,Parkland,Tallahassee,Palm Beach,Sanford
Illinois:Chicago,Springfield|Massachusetts:Boston,Cambridge|Georgia state:Atlanta,Savannah
Pennsylvania:Philadelphia,Pittsburgh,Harrisburg|Michigan:Detroit,Flint,Lansing
Missouri:St. Louis,Ferguson,Kansas City|Maryland:Baltimore,Annapolis|Nevada:Las Vegas,Reno
Louisiana:New Orleans,Baton Rouge|Arizona:Phoenix,Tucson|Colorado:Denver,Aurora,Boulder
Minnesota:Minneapolis,St. Paul|Tennessee:Nashville,Memphis|Ohio:Cleveland,Columbus,Cincinnati
North Carolina:Charlotte,Raleigh|South Carolina:Charleston|Virginia:Richmond,Charlottesville
Connecticut:Newtown,Hartford|Alabama:Birmingham,Montgomery|Washington state:Seattle,Spokane
Utah:Salt Lake City|Oregon:Portland|Wisconsin:Milwaukee,Madison,Kenosha|Indiana:Indianapolis
Hawaii:Honolulu,Maui|Puerto Rico:San Juan
United States:Puerto Rico,Washington,White House,Pentagon,Midwest,New England,Capitol Hill
United States:Georgia state,Washington state,New York,Guam|Washington:White House,Capitol Hill
Japan:Tokyo,Osaka,Kyoto,Hiroshima,Nagasaki,Fukushima,Okinawa,Noto,Ishikawa
China:Beijing,Shanghai,Hangzhou,Guangzhou,Shenzhen,Wuhan,Chongqing,Tianjin,Chengdu,Tibet
China:Xinjiang,Sichuan,Hubei,Zhejiang,Hong Kong,Macau|South Korea:Seoul,Busan,Incheon,Jeju,Muan
North Korea:Pyongyang|Taiwan:Taipei,Hualien
United Kingdom:England,Scotland,Wales,Northern Ireland,London,Manchester,Edinburgh,Liverpool
Northern Ireland:Belfast,Londonderry|United Kingdom:Glasgow
England:London,Manchester,Liverpool,Leeds,Birmingham UK
Scotland:Edinburgh,Glasgow|France:Paris,Marseille,Lyon,Nice,Strasbourg
Germany:Berlin,Munich,Hamburg,Frankfurt,Cologne,Magdeburg
Italy:Rome,Milan,Naples,Venice,Turin,Sicily,Lampedusa
Spain:Madrid,Barcelona,Valencia,Seville,Catalonia
Russia:Moscow,St. Petersburg,Chechnya,Kursk,Siberia,Dagestan,Belgorod
Ukraine:Kyiv,Kiev,Kharkiv,Odesa,Odessa,Lviv,Donetsk,Luhansk,Mariupol,Crimea,Bakhmut,Kherson
Ukraine:Dnipro
Syria:Damascus,Aleppo,Idlib,Homs,Manbij,Raqqa,Atmeh,Atme,Hama,Latakia,Palmyra,Deir al-Zor
Syria:Afrin,Ghouta|Iraq:Baghdad,Mosul,Basra,Fallujah,Ramadi,Tikrit,Erbil,Kirkuk
Iran:Tehran,Isfahan,Natanz,Kerman|Turkey:Ankara,Istanbul,Izmir,Gaziantep
Israel:Jerusalem,Tel Aviv,Haifa|Lebanon:Beirut,Tripoli LB
Palestine:Gaza,Gaza Strip,Gaza City,West Bank,Rafah,Khan Younis,Ramallah
Gaza:Gaza City,Rafah,Khan Younis|Egypt:Cairo,Alexandria,Sinai|Libya:Tripoli,Benghazi,Derna
Saudi Arabia:Riyadh,Jeddah,Mecca,Medina|Afghanistan:Kabul,Kandahar,Herat
Pakistan:Islamabad,Karachi,Lahore,Peshawar,Quetta,Punjab PK
India:New Delhi,Delhi,Mumbai,Kolkata,Chennai,Bangalore,Bengaluru,Kashmir,Gujarat,Kerala
India:Ahmedabad|Bangladesh:Dhaka|Nepal:Kathmandu|Sri Lanka:Colombo
Myanmar:Yangon,Naypyidaw,Mandalay,Sagaing|Thailand:Bangkok,Phuket|Vietnam:Hanoi,Ho Chi Minh City
Cambodia:Phnom Penh,Sihanoukville|Indonesia:Jakarta,Bali,Sumatra,Java,Sulawesi,Aceh,Lombok
Malaysia:Kuala Lumpur|Philippines:Manila,Mindanao,Cebu
Australia:Sydney,Melbourne,Canberra,Brisbane,Perth,Queensland
New Zealand:Auckland,Wellington,Christchurch
Canada:Ottawa,Toronto,Montreal,Vancouver,Quebec,Ontario,Alberta,Calgary,Kananaskis
Canada:British Columbia|Mexico:Mexico City,Tijuana,Ciudad Juarez,Acapulco
Brazil:Brasilia,Rio de Janeiro,Sao Paulo|Argentina:Buenos Aires|Chile:Santiago|Peru:Lima
Colombia:Bogota,Medellin|Venezuela:Caracas|Cuba:Havana|Haiti:Port-au-Prince
Nigeria:Abuja,Lagos,Borno,Maiduguri|Kenya:Nairobi|Ethiopia:Addis Ababa|Sudan:Khartoum,Darfur
South Africa:Johannesburg,Cape Town,Pretoria|Somalia:Mogadishu|Belgium:Brussels
Netherlands:Amsterdam,The Hague|Austria:Vienna|Switzerland:Geneva,Zurich,Davos|Poland:Warsaw
Hungary:Budapest|Czech Republic:Prague|Greece:Athens|Portugal:Lisbon|Sweden:Stockholm|Norway:Oslo
Denmark:Copenhagen,Greenland|Finland:Helsinki|Ireland:Dublin|Serbia:Belgrade|Romania:Bucharest
Morocco:Marrakesh,Rabat,Casablanca|Qatar:Doha|United Arab Emirates:Dubai,Abu Dhabi
Yemen:Sanaa,Aden,Hodeidah|Belarus:Minsk|Georgia:Tbilisi|Europe:European Union,Europe EU
Middle East:Gaza Strip,Bahrain,Iran,Iraq,Israel,Jordan,Kuwait,Lebanon,Oman,Palestine,Qatar
Middle East:Saudi Arabia,Syria,Turkey,United Arab Emirates,Yemen,Egypt
Africa:Algeria,Angola,Botswana,Burkina Faso,Burundi,Cameroon,Chad,Congo,Djibouti,Egypt,Eritrea
Africa:Ethiopia,Gabon,Gambia,Ghana,Guinea,Ivory Coast,Kenya,Liberia,Libya,Madagascar,Malawi,Mali
Africa:Mauritania,Morocco,Mozambique,Namibia,Niger,Nigeria,Rwanda,Senegal,Sierra Leone,Somalia
Africa:South Africa,South Sudan,Sudan,Tanzania,Togo,Tunisia,Uganda,Zambia,Zimbabwe
Asia:Afghanistan,Azerbaijan,Bangladesh,Cambodia,China,Hong Kong,India,Indonesia,Japan,Kazakhstan
Asia:Kyrgyzstan,Laos,Malaysia,Maldives,Middle East,Mongolia,Myanmar,Nepal,North Korea,Pakistan
Asia:Philippines,Singapore,South Korea,Southeast Asia,Sri Lanka,Taiwan,Tajikistan,Thailand
Asia:Uzbekistan,Vietnam
Southeast Asia:Cambodia,Indonesia,Laos,Malaysia,Myanmar,Philippines,Singapore,Thailand,Vietnam
Europe:Albania,Armenia,Austria,Azerbaijan,Belarus,Belgium,Bosnia,Bulgaria,Croatia,Cyprus
Europe:Czech Republic,Denmark,Estonia,Finland,France,Georgia,Germany,Greece,Hungary,Iceland,Ireland
Europe:Italy,Kosovo,Latvia,Lithuania,Luxembourg,Malta,Moldova,Montenegro,Netherlands
Europe:North Macedonia,Norway,Poland,Portugal,Romania,Russia,Serbia,Slovakia,Slovenia,Spain,Sweden
Europe:Switzerland,Turkey,Ukraine,United Kingdom,Balkans
Balkans:Albania,Bosnia,Bulgaria,Croatia,Kosovo,Montenegro,North Macedonia,Serbia
North America:Canada,Mexico,United States,Caribbean|Caribbean:Bahamas,Cuba,Dominican Republic
Caribbean:Haiti,Jamaica,Puerto Rico
Latin America:Mexico,South America,Costa Rica,El Salvador,Guatemala,Honduras,Nicaragua,Panama
Latin America:Caribbean
South America:Argentina,Bolivia,Brazil,Chile,Colombia,Ecuador,Guyana,Paraguay,Peru,Uruguay
South America:Venezuela
"""
_OTHER = (
    "Africa Asia Europe Middle_East Latin_America North_America South_America Southeast_Asia "
    "Caribbean Balkans Georgia Antarctica Arctic Pacific Atlantic Mediterranean Black_Sea Red_Sea "
    "South_China_Sea"
)
_OTHER_NAMES = {
    "Washington, D.C.": "Washington",
    "Washington D.C.": "Washington",
    "District of Columbia": "Washington",
    "D.C.": "Washington",
    "Kiev": "Kyiv",
    "Gaza Strip": "Gaza",
    "Atme": "Atmeh",
    "Bengaluru": "Bangalore",
    "Texan": "Texas",
    "Texans": "Texas",
    "European": "Europe",
    "Europeans": "Europe",
    "African": "Africa",
    "Asian": "Asia",
    "NYC": "New York City",
    "L.A.": "Los Angeles",
    "Tex.": "Texas",
    "Calif.": "California",
    "Fla.": "Florida",
    "Ga.": "Georgia",
}
_GEOGRAPHIC = re.compile(
    r"[A-Z]\S*(?: [A-Z]\S*){0,3} (?:County|Province|Prefecture|River|Island|Islands|Lake|Valley"
    r"|Airport|Strait|Peninsula|Desert|Bay|Sea|Ocean|District|Region|Parish|Creek|Beach)"
)


def _entries(table: str) -> list[tuple[str, list[str]]]:
    rows = [row for line in table.strip().splitlines() for row in line.split("|")]
    parts = [row.partition(":") for row in rows]
    return [(name.strip(), [x for x in rest.split(",") if x]) for name, _, rest in parts]


_NAMES: dict[str, str] = {}
_HOLDERS: dict[str, set[str]] = {}
for _name, _others in _entries(_COUNTRIES):
    _NAMES[_name] = _name
    for _other in _others:
        _NAMES[_other] = _name
for _state in _STATES.split():
    _NAMES[_state.replace("_", " ")] = _state.replace("_", " ")
    _HOLDERS.setdefault(_state.replace("_", " "), set()).add("United States")
for _holder, _held in _entries(_WITHIN):
    for _place in (_holder, *_held):
        _NAMES.setdefault(_place, _place)
    for _place in _held:
        _HOLDERS.setdefault(_place, set()).add(_holder)
for _place in _OTHER.split():
    _NAMES.setdefault(_place.replace("_", " "), _place.replace("_", " "))
_NAMES.update(_OTHER_NAMES)
_NAMES = {key: _NAMES.get(value, value) for key, value in _NAMES.items()}
_HOLDERS.setdefault("Georgia state", set()).add("United States")
_HOLDERS.setdefault("Washington state", set()).add("United States")


def canonical_place(name: str) -> str | None:
    """The listed name of a place ("U.S." and "American" to "United States"), None if not one.

    Counties, rivers, islands and the like are places by their last word.
    """
    plain = " ".join(name.split())
    plain = re.sub(r"['’]s?$", "", plain.removeprefix("the ").removeprefix("The "))
    found = _NAMES.get(plain)
    if found is None and plain.isupper() and len(plain) > 4:
        found = _NAMES.get(plain.title())
    if found is None and len(plain) < 80 and _GEOGRAPHIC.fullmatch(plain):
        return plain
    return found


_WIDE = frozenset(name for name, _ in _entries(_COUNTRIES)) | {
    state.replace("_", " ") for state in _STATES.split()
}


def is_wide(name: str) -> bool:
    """Whether a place's listed name is that of a country or of a state of the United States."""
    return name in _WIDE


def may_contain(a: str, b: str) -> bool:
    """Whether ``b`` may lie in the country or state ``a``: it is not known where it lies."""
    outer, inner = canonical_place(a) or a, canonical_place(b) or b
    return is_wide(outer) and not is_wide(inner) and inner not in _HOLDERS


def contains(a: str, b: str) -> bool:
    """Whether place ``b`` lies in place ``a`` (or is it); False when not known."""
    outer, inner = canonical_place(a) or a, canonical_place(b) or b
    seen: set[str] = set()
    todo = [inner]
    while todo:
        place = todo.pop()
        if place == outer:
            return True
        if place not in seen:
            seen.add(place)
            todo.extend(_HOLDERS.get(place, ()))
    return False
