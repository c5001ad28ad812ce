import type { Difference } from '../compare-sequence.ts'
import type { KnownDifference } from '../ldap-known-differences.ts'
import { came, differsOnlyIn } from './outcome.ts'

const filterOf = ({ request }: Difference): string => (request.do === 'search' ? request.filter : '')
const isAnswer = ({ kind }: Difference): boolean => kind === 'answer'

/** Reading. */
export const searchDifferences: readonly KnownDifference[] = [
  {
    id: 'approximate-match',
    what: 'A filter with ~=',
    samba: '1 or 18',
    practice: 'as with =',
    because: 'AD takes approxMatch for equalityMatch',
    source: 'https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/0bb88bda-ed8d-4af7-9f7b-813291772990',
    covers: (difference) =>
      filterOf(difference).includes('~=') && (came(difference, '1', '0') || came(difference, '18', '0')),
  },
  {
    id: 'unknown-attribute-in-filter',
    what: 'A filter about an attribute that the schema does not know, negated',
    samba: 'matches every object',
    practice: 'matches none',
    because: 'such a part of a filter is undefined, and its negation too',
    source: 'https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/0bb88bda-ed8d-4af7-9f7b-813291772990',
    covers: (difference) => isAnswer(difference) && filterOf(difference).includes('favouriteColour'),
  },
  {
    id: 'no-value-in-filter',
    what: 'A filter that compares a number with what is no number',
    samba: 'matches as if it were text',
    practice: 'matches nothing, nor does its negation',
    because: 'a value that is not of the attribute’s syntax makes that part of a filter undefined',
    source: 'https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/0bb88bda-ed8d-4af7-9f7b-813291772990',
    covers: (difference) => isAnswer(difference) && filterOf(difference).includes('countryCode>=x'),
  },
  {
    id: 'types-only',
    what: 'A search for names of attributes without their values',
    samba: 'sends the values too',
    practice: 'sends the names alone',
    because: 'typesOnly of RFC 4511 §4.5.1.6',
    source: 'https://www.rfc-editor.org/rfc/rfc4511#section-4.5.1.6',
    covers: (difference) =>
      isAnswer(difference) && difference.request.do === 'search' && difference.request.namesOnly === true,
  },
  {
    id: 'computed-control-of-units',
    what: 'msDS-User-Account-Control-Computed of what is no account',
    samba: '8388608 (the password has expired)',
    practice: 'none',
    because: 'only accounts have it',
    source: 'https://learn.microsoft.com/windows/win32/adschema/a-msds-user-account-control-computed',
    covers: (difference) =>
      isAnswer(difference) &&
      differsOnlyIn(difference, /msDS-User-Account-Control-Computed: 8388608$|^(OU|CN)=[^:]*$|^\{home\}$/),
  },
  {
    id: 'compare-without-value',
    what: 'A comparison with an attribute that has no value',
    samba: '5 (compareFalse)',
    practice: '16 00002085',
    because: 'there is nothing to compare with: noSuchAttribute',
    source: 'https://www.rfc-editor.org/rfc/rfc4511#section-4.10',
    covers: (difference) => difference.request.do === 'compare' && came(difference, '0', '16 00002085'),
  },
  {
    id: 'order-of-accents',
    what: 'Names with accents in a sorted search',
    samba: 'before those without',
    practice: 'among those without',
    because: 'AD sorts as Windows sorts words, in which ú stands beside u',
    covers: (difference) => isAnswer(difference) && differsOnlyIn(difference, /^order: .*ú/),
  },
]
