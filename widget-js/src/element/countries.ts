/** A country or territory with a telephone code of its own or a share in one. */
export interface Country {
  /** ISO 3166-1 alpha-2 (`XK`, `AC`, `TA` as in common use). */
  readonly iso: string;
  /** ITU-T E.164 country code, with the area code where that tells territories apart (`1876`). */
  readonly dial: string;
}

/** Code, then everyone who shares it, the one with most telephones first. */
const TABLE =
  '1USCA1242BS1246BB1264AI1268AG1284VG1340VI1345KY1441BM1473GD1649TC1664MS1670MP1671GU1684AS1721SX1758LC1767DM1784VC' +
  '1787PR1809DO1868TT1869KN1876JM20EG211SS212MAEH213DZ216TN218LY220GM221SN222MR223ML224GN225CI226BF227NE228TG229BJ' +
  '230MU231LR232SL233GH234NG235TD236CF237CM238CV239ST240GQ241GA242CG243CD244AO245GW246IO247AC248SC249SD250RW251ET' +
  '252SO253DJ254KE255TZ256UG257BI258MZ260ZM261MG262REYT263ZW264NA265MW266LS267BW268SZ269KM27ZA290SHTA291ER297AW298FO' +
  '299GL30GR31NL32BE33FR34ES350GI351PT352LU353IE354IS355AL356MT357CY358FIAX359BG36HU370LT371LV372EE373MD374AM375BY' +
  '376AD377MC378SM380UA381RS382ME383XK385HR386SI387BA389MK39ITVA40RO41CH420CZ421SK423LI43AT44GBGGIMJE45DK46SE' +
  '47NOSJ48PL49DE500FK501BZ502GT503SV504HN505NI506CR507PA508PM509HT51PE52MX53CU54AR55BR56CL57CO58VE590GPBLMF591BO' +
  '592GY593EC594GF595PY596MQ597SR598UY599CWBQ60MY61AUCCCX62ID63PH64NZ65SG66TH670TL672NF673BN674NR675PG676TO677SB' +
  '678VU679FJ680PW681WF682CK683NU685WS686KI687NC688TV689PF690TK691FM692MH7RUKZ81JP82KR84VN850KP852HK853MO855KH856LA' +
  '86CN880BD886TW90TR91IN92PK93AF94LK95MM960MV961LB962JO963SY964IQ965KW966SA967YE968OM970PS971AE972IL973BH974QA975BT' +
  '976MN977NP98IR992TJ993TM994AZ995GE996KG998UZ';

/** All of them, by code. */
export const countries: readonly Country[] = [...TABLE.matchAll(/(\d+)(\D+)/g)].flatMap(
  ([, dial = '', isos = '']) => (isos.match(/../g) ?? []).map((iso) => ({ iso, dial })),
);

/** The country of this ISO code, in either case. */
export function countryByIso(iso: string | undefined): Country | undefined {
  return countries.find((country) => country.iso === iso?.toUpperCase());
}

/** The country with the longest code that these digits begin with; `preferred` wins among those that share it. */
export function countryByDigits(digits: string, preferred?: Country): Country | undefined {
  let best: Country | undefined;
  for (const country of countries) {
    if (!digits.startsWith(country.dial)) continue;
    const longer = country.dial.length > (best?.dial.length ?? 0);
    if (longer || (country === preferred && country.dial === best?.dial)) best = country;
  }
  return best;
}

/** The region of a language tag, the likely one when it names none (`hi` is India). */
export function regionOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().region;
  } catch {
    return undefined;
  }
}
