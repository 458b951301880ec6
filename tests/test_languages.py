"""Is a short text English? Headlines in twenty languages and in English."""

from __future__ import annotations

import subprocess
import sys

import pytest

from claimcheck.reading.language import not_english

OTHERS = {
    "German": (
        "Bahn stellt Verkehr nach schwerem Unwetter im Norden ein",
        "Zahl der Toten nach Brand in Pflegeheim steigt auf zwölf",
        "Bundestag beschließt höheren Mindestlohn ab Januar",
    ),
    "French": (
        "Le gouvernement renonce à la hausse des taxes sur le carburant",
        "Douze morts dans l'incendie d'un immeuble à Lyon",
        "La grève des trains se poursuit jusqu'à vendredi",
    ),
    "Spanish": (
        "Al menos doce muertos en un incendio en Valencia",
        "El Gobierno aprueba la subida del salario mínimo",
        "La huelga de trenes continúa hasta el viernes",
    ),
    "Italian": (
        "Dodici morti nell'incendio di una casa di riposo",
        "Il governo approva l'aumento delle pensioni minime",
        "Sciopero dei treni fino a venerdì in tutta Italia",
    ),
    "Portuguese": (
        "Doze mortos em incêndio num lar de idosos no Porto",
        "Governo aprova aumento do salário mínimo nacional",
        "Greve dos comboios continua até sexta-feira",
    ),
    "Dutch": (
        "Twaalf doden bij brand in verzorgingshuis in Utrecht",
        "Kabinet verhoogt minimumloon met ingang van januari",
        "Treinstaking duurt nog tot en met vrijdag",
    ),
    "Swedish": (
        "Tolv döda i brand på äldreboende utanför Malmö",
        "Regeringen höjer skatten på bensin från januari",
        "Tågstrejken fortsätter till och med fredag",
    ),
    "Danish": (
        "Tolv døde ved brand på plejehjem nær Aarhus",
        "Regeringen hæver afgiften på benzin fra januar",
        "Togstrejken fortsætter indtil fredag aften",
    ),
    "Norwegian": (
        "Tolv døde i brann på sykehjem utenfor Bergen",
        "Regjeringen øker avgiften på bensin fra januar",
        "Togstreiken fortsetter til fredag kveld",
    ),
    "Finnish": (
        "Kaksitoista kuoli hoivakodin tulipalossa Turun lähellä",
        "Hallitus korottaa polttoaineveroa tammikuun alusta",
        "Junalakko jatkuu perjantaihin saakka koko maassa",
    ),
    "Polish": (
        "Dwanaście osób zginęło w pożarze domu opieki pod Łodzią",
        "Rząd podnosi płacę minimalną od stycznia",
        "Strajk kolejarzy potrwa co najmniej do piątku",
    ),
    "Czech": (
        "Při požáru domova důchodců zemřelo dvanáct lidí",
        "Vláda zvýší minimální mzdu od ledna příštího roku",
        "Stávka na železnici potrvá nejméně do pátku",
    ),
    "Hungarian": (
        "Tizenketten meghaltak egy idősotthon tüzében Szeged mellett",
        "A kormány januártól emeli a minimálbért",
        "A vasutassztrájk legalább péntekig folytatódik",
    ),
    "Romanian": (
        "Doisprezece morți într-un incendiu la un azil din Cluj",
        "Guvernul majorează salariul minim din ianuarie",
        "Greva din transportul feroviar continuă până vineri",
    ),
    "Turkish": (
        "Huzurevinde çıkan yangında on iki kişi hayatını kaybetti",
        "Hükümet asgari ücreti ocaktan itibaren artırıyor",
        "Demiryolu grevi cuma gününe kadar sürecek",
    ),
    "Indonesian": (
        "Dua belas orang tewas dalam kebakaran panti jompo",
        "Pemerintah menaikkan upah minimum mulai Januari",
        "Pemogokan kereta berlanjut hingga hari Jumat",
    ),
    "Vietnamese": (
        "Mười hai người chết trong vụ cháy viện dưỡng lão",
        "Chính phủ tăng lương tối thiểu từ tháng một",
        "Cuộc đình công đường sắt kéo dài đến thứ sáu",
    ),
    "Russian": (
        "Двенадцать человек погибли при пожаре в доме престарелых",
        "Правительство повышает минимальную зарплату с января",
        "Забастовка железнодорожников продлится до пятницы",
    ),
    "Swahili": (
        "Watu kumi na wawili wafariki katika moto wa nyumba ya wazee",
        "Serikali yaongeza mshahara wa chini kuanzia Januari",
        "Mgomo wa treni waendelea hadi siku ya Ijumaa",
    ),
    "Tagalog": (
        "Labindalawa patay sa sunog sa tahanan ng matatanda",
        "Pamahalaan itinaas ang minimum na sahod simula Enero",
        "Welga ng mga tren magpapatuloy hanggang Biyernes",
    ),
}
ENGLISH = (
    "Twelve dead in care home fire near Leeds",
    "Rail strike to last until Friday",
    "Government raises minimum wage from January",
    "Fed holds rates, signals two cuts",
    "Ferry sinks off Harwick, 31 feared dead",
    "Nvidia shares slide after Beijing export ban",
    "Macron names Lecornu prime minister",
    "Erdogan meets Putin in Sochi",
    "Quake hits Sulawesi, tsunami alert lifted",
    "Bayern beat Real Madrid 3-1 in Munich",
    "Bundesbank warns of recession risk",
    "Volkswagen cuts 35,000 jobs by 2030",
    "Renault, Nissan agree new alliance terms",
    "Modi wins third term in India",
    "Lula vetoes Amazon roads bill",
    "Court blocks deportation flights to El Salvador",
    "Oil prices jump 4% on Hormuz fears",
    "Tesla recalls 2.4 million cars",
    "Typhoon Kalmaegi kills 66 in Philippines",
    "Netanyahu rejects ceasefire plan, vows offensive",
    "Sinner beats Alcaraz in Turin final",
    "Zelenskyy visits Athens, signs gas deal",
    "Lagarde says euro zone inflation under control",
    "Milei party wins Buenos Aires vote",
    "Thousands protest in Tbilisi against law",
    "Avalanche kills five climbers in Dolomites",
    "Sheinbaum denies Sinaloa cartel talks claim",
    "Storm Benjamin batters France, Belgium",
    "Mount Etna erupts, Catania airport shut",
    "Airbus delivers 62 jets in May",
    "Samsung profit doubles on chip demand",
    "Kenya police fire tear gas, eight killed",
    "Japan election: Takaichi coalition loses majority",
    "Hundreds stranded as Lisbon trams halted",
    "Sri Lanka floods leave 40 dead",
    "ECB cuts key rate to 2%",
    "Pogacar wins Tour de France again",
    "Merz, Starmer sign defence treaty",
    "Marine Le Pen verdict upheld",
    "Pakistan, Afghanistan exchange fire at Torkham",
)


@pytest.mark.parametrize("language", OTHERS)
def test_a_headline_of_another_language_is_told(language):
    for headline in OTHERS[language]:
        assert "only English is judged" in (not_english(headline) or ""), headline


def test_no_english_headline_is_taken_for_another_language():
    assert [headline for headline in ENGLISH if not_english(headline)] == []


def test_where_nothing_is_english_the_exit_status_says_that_nothing_was_checked(tmp_path):
    for language in ("German", "Russian"):
        (tmp_path / f"{language}.txt").write_text(OTHERS[language][0], encoding="utf-8")
    command = [sys.executable, "-m", "claimcheck", "check", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.count("only English is judged") == 2
