/** A country or territory with a telephone code of its own or a share in one. */
export interface Country {
  /** ISO 3166-1 alpha-2 (`XK`, `AC`, `TA` as in common use). */
  readonly iso: string;
  /** ITU-T E.164 country code, with the area code where that tells territories apart (`1876`). */
  readonly dial: string;
}

/**
 * First letters, each followed by second letters with their code. A small second letter shares the code of a larger
 * neighbour, which digits alone mean first.
 */
const TABLE =
  'AC247D376E971F93G1268I1264L355M374O244R54S1684T43U61W297x358Z994 ' +
  'BA387B1246D880E32F226G359H973I257J229l590M1441N673O591q599R55S1242T975W267Y375Z501 ' +
  'Ca1c61D243F236G242H41I225K682L56M237N86O57R506U53V238W599x61Y357Z420 DE49J253K45M1767O1809Z213 ' +
  'EC593E372G20h212R291S34T251 FI358J679K500M691O298R33 ' +
  'GA241B44D1473E995F594g44H233I350L299M220N224P590Q240R30T502U1671W245Y592 HK852N504R385T509U36 ' +
  'ID62E353L972m44N91O246Q964R98S354T39 Je44M1876O962P81 KE254G996H855I686M269N1869P850R82W965Y1345z7 ' +
  'LA856B961C1758I423K94R231S266T370U352V371Y218 ' +
  'MA212C377D373E382f590G261H692K389L223M95N976O853P1670Q596R222S1664T356U230V960W265X52Y60Z258 ' +
  'NA264C687E227F672G234I505L31O47P977R674U683Z64 OM968 ' +
  'PA507E51F689G675H63K92L48M508R1787S970T351W680Y595 QA974 RE262O40S381U7W250 ' +
  'SA966B677C248D249E46G65H290I386j47K421L232M378N221O252R597S211T239V503X1721Y963Z268 ' +
  'Ta290C1649D235G228H66J992K690L670M993N216O676R90T1868V688W886Z255 UA380G256S1Y598Z998 ' +
  'Va39C1784E58G1284I1340N84U678 WF681S685 XK383 YE967t262 ZA27M260W263';

/** All of them; those that own their code come first. */
export const countries: readonly Country[] = readTable();

function readTable(): Country[] {
  const owners: Country[] = [];
  const sharers: Country[] = [];
  for (const word of TABLE.split(' ')) {
    for (const [, letter = '', dial = ''] of word.matchAll(/([A-Za-z])(\d+)/g)) {
      const iso = (word[0] + letter).toUpperCase();
      (letter < 'a' ? owners : sharers).push({ iso, dial });
    }
  }
  return [...owners, ...sharers];
}

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
