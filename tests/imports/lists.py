"""Small lists of sanctions in the shapes of the field, of invented people, ships and firms."""

import json
from typing import Any

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>101</DATAID><FIRST_NAME>ADA</FIRST_NAME><SECOND_NAME>FORD</SECOND_NAME>
<UN_LIST_TYPE>Cloud</UN_LIST_TYPE><REFERENCE_NUMBER>CLi.001</REFERENCE_NUMBER>
<LISTED_ON>2015-07-01-04:00</LISTED_ON><NAME_ORIGINAL_SCRIPT>آدا فورد</NAME_ORIGINAL_SCRIPT>
<DESIGNATION><VALUE>General</VALUE><VALUE>Envoy</VALUE></DESIGNATION>
<NATIONALITY><VALUE>Türkiye</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY>
<ALIAS_NAME>A. Ford; The River</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1971</FROM_YEAR>
<TO_YEAR>1974</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>
<INDIVIDUAL><DATAID>102</DATAID><FIRST_NAME>BO</FIRST_NAME><UN_LIST_TYPE>Cloud</UN_LIST_TYPE>
<REFERENCE_NUMBER>CLi.002</REFERENCE_NUMBER><LISTED_ON>2015-13-01</LISTED_ON>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1966</YEAR>
</INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>
<INDIVIDUAL><DATAID>103</DATAID><FIRST_NAME/></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>201</DATAID><FIRST_NAME>CLOUD WORKS</FIRST_NAME>
<UN_LIST_TYPE>Cloud</UN_LIST_TYPE><REFERENCE_NUMBER>CLe.001</REFERENCE_NUMBER>
<LISTED_ON>2016-01-02</LISTED_ON><ENTITY_ALIAS><ALIAS_NAME>MIST</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><COUNTRY>Switzerland</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""

EU_COLUMNS = [
    *("celex", "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema"),
    *("name", "alias", "weakAlias", "previousName", "country", "nationality", "birthDate"),
    *("position", "leiCode", "imoNumber"),
]
EU: list[dict[str, str]] = [
    {
        "celex": "39999R0001",
        "recordId": "1",
        "programKey": "EU-CLD",
        "annex": "I.PERSONS",
        "measure": "Asset freeze",
        "startDate": "17.3.2014",
        "schema": "Person",
        "name": "Ada FORD (Ада ФОРД)",
        "alias": 'Aida FORD; "Ford; the elder"',
        "nationality": "Moldovan, Swiss",
        "birthDate": "18.1.1970 or 29.3.1965",
        "position": "Envoy",
    },
    {
        "celex": "39999R0001",
        "recordId": "2",
        "programKey": "EU-CLD",
        "annex": "I.PERSONS",
        "measure": "Asset freeze",
        "startDate": "31.2.2014",
        "schema": "Asset class",
        "name": "Broken",
    },
]

UK_COLUMNS = [
    *("Last Updated", "Unique ID", "Name 6", "Name 1", "Name 2", "Name type"),
    *("Name non-latin script", "Regime Name", "Designation Type", "Date Designated", "D.O.B"),
    *("Nationality(/ies)", "Position", "IMO number", "Current believed flag of ship"),
]
CLOUD = "The Cloud Regulations"
UK = "\n".join(
    ",".join(cells)
    for cells in (
        ["Report Date: 28-Jan-2026"],
        UK_COLUMNS,
        [
            *("01/02/2026", "CLD0001", "FORD", "Ada", "", "Primary Name", "Ада Форд", CLOUD),
            *("Individual", "24/02/2022", "dd/mm/1965", "Swiss", "Envoy", "", ""),
        ],
        [
            *("01/02/2026", "CLD0001", "FORD", "Aida", "M.", "Alias", "", CLOUD),
            *("Individual", "24/02/2022", "", "Swiss", "", "", ""),
        ],
        [
            *("01/02/2026", "CLD0002", "GREY HERON", "", "", "Primary Name", "", CLOUD),
            *("Ship", "24/02/2023", "", "", "", "9999993", "Panama"),
        ],
        ["01/02/2026", "", "LOST", "", "", "Primary Name", "", CLOUD, "Entity", *[""] * 6],
    )
)


def entity(key: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    return {"id": key, "schema": schema, "caption": properties.get("name", [schema])[0]} | {
        "properties": properties
    }


FTM = [
    entity(
        *("s-1", "Sanction"),
        entity=["p-1"],
        authority=["Cloud Office"],
        programId=["CLD-1"],
        startDate=["2024-05-06"],
        endDate=["2025-01-01"],
        sourceUrl=["https://example.org/act"],
    ),
    entity(
        *("p-1", "Person"),
        name=["Ada Ford", "Ада Форд"],
        nationality=["ch"],
        birthDate=["1970", "1970-01-18"],
        wikidataId=["Q999999999"],
    )
    | {"referents": ["ofac-101", "other"]},
    entity("o-1", "Organization", name=["Cloud Works"], country=["ch"]),
    entity("pos-1", "Position", name=["Minister of Rain"], country=["ch"]),
    entity(*("d-1", "Directorship"), director=["p-1"], organization=["o-1"], role=["Head"]),
    entity("h-1", "Occupancy", holder=["p-1"], post=["pos-1"], startDate=["2020-01-01"]),
    entity("v-1", "Vessel", name=["Grey Heron"], flag=["pa"], imoNumber=["9999993"]),
    entity("a-1", "Address", full=["1 Quay"]),
    entity("s-2", "Sanction", entity=["nobody"], authority=["Cloud Office"]),
]


def lines_of(entities: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities).encode()
