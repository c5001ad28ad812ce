import type { Person } from '../../model/person.ts'

/** A sign that a name was damaged or made to look like another one. */
interface Concern {
  readonly found: RegExp
  readonly says: string
}

/** About a whole field. */
const inField: readonly Concern[] = [
  {
    found: /[\p{Cc}\u{AD}\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}]/u,
    says: 'has characters that are not shown',
  },
  { found: /\u{FFFD}|\p{L}\?|\?\p{L}|^\?+$/u, says: 'has lost letters on its way here' },
  { found: /[ÃÂ][\u{80}-\u{BF}]/u, says: 'was read in a wrong encoding' },
  {
    found: /[\u{1D400}-\u{1D7FF}\u{2100}-\u{214F}\u{24B6}-\u{24E9}\u{FF21}-\u{FF5A}]/u,
    says: 'has symbols in place of letters',
  },
  { found: /\p{Extended_Pictographic}|\p{Regional_Indicator}/u, says: 'has pictures in it' },
  { found: /^(-+|\.+|n\/a|unknown|lnu|fnu|tbd|x{3,})$/iu, says: 'looks like a placeholder' },
]
/** About one word of a field. */
const inWord: readonly Concern[] = [
  {
    found:
      /\p{Script=Latin}.*[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Cherokee}]|[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Cherokee}].*\p{Script=Latin}/u,
    says: 'mixes letters of two scripts that look alike',
  },
  { found: /\p{L}\p{Nd}|\p{Nd}\p{L}/u, says: 'has digits between letters' },
  { found: /^l[b-df-hj-km-np-tv-xz]/u, says: 'begins with a small l that may be a capital I' },
]
const russianSurname = /([клнрст]ов|ский|цкий|енко)$/u

const concernsOf = (field: string, text: string): readonly string[] => {
  const words = text.split(/[\s-]+/u)
  const found = [
    ...inField.filter((concern) => concern.found.test(text)),
    ...inWord.filter((concern) => words.some((word) => concern.found.test(word))),
  ]
  return found.map(({ says }) => `the ${field} ${says}`)
}

/**
 * What somebody should look at before a name is used as it stands, in sentences without the name. Names are kept as given all the same: most
 * odd ones are right.
 */
export const nameConcerns = ({ givenName = '', surname = '' }: Person): readonly string[] => {
  const swapped = russianSurname.test(givenName) && surname !== '' && !russianSurname.test(surname)
  return [
    ...concernsOf('given name', givenName),
    ...concernsOf('surname', surname),
    ...(swapped ? ['given name and surname may have changed places'] : []),
  ]
}
