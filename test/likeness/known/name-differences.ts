import type { KnownDifference } from '../ldap-known-differences.ts'
import { came, touches } from './outcome.ts'

const ERRORS = 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--8200-8999-'

/** Numbers that Samba puts where it has no other: the LDAP result code once more, in Windows' numbering. */
const NUMBERS_OF_RESULTS: { readonly [code: number]: readonly string[] } = {
  1: ['00002020'],
  16: ['0000200A'],
  19: ['0000202F'],
  20: ['0000200D'],
  21: ['0000200B'],
  32: ['00002030'],
  34: ['00002032'],
  53: ['00002035'],
  64: ['00002037'],
  65: ['00002014'],
  66: ['00002015'],
  68: ['00002071'],
  80: ['00002095'],
}

/** Names, places and what an object may be. */
export const nameDifferences: readonly KnownDifference[] = [
  {
    id: 'number-of-result',
    what: 'The number in the text of a refusal',
    samba: 'repeats the result code in Windows’ numbering',
    practice: 'says what is wrong',
    isSameOutcome: true,
    because: 'Windows puts the number of the cause first in its texts; both have the same result code',
    source: ERRORS,
    covers: ({ kind, samba }) =>
      kind === 'error' && (NUMBERS_OF_RESULTS[samba.code]?.includes(samba.error ?? '') ?? false),
  },
  {
    id: 'class-naming-attribute',
    what: 'An organizational unit named by CN',
    samba: '65, the attribute ou is missing',
    practice: '64 00002073',
    because: 'the naming attribute is checked against the class (rDNAttID) before what the object has',
    source: ERRORS,
    covers: (difference) => difference.request.do === 'add' && came(difference, '65', '64 00002073'),
  },
  {
    id: 'rename-by-another-attribute',
    what: 'A rename by another attribute than the class is named by',
    samba: '53, 68, or it is done',
    practice: '64 00002073',
    because: 'the new name is held to the same naming constraints as in an add',
    source: ERRORS,
    covers: (difference) =>
      difference.request.do === 'move' &&
      (came(difference, '53', '64 00002073') ||
        came(difference, '0', '64 00002073') ||
        came(difference, '68', '64 00002073')),
  },
  {
    id: 'name-too-long',
    what: 'A name of more than 64 characters',
    samba: '0',
    practice: '19 00002082',
    because: 'the schema limits cn and ou to 64 characters; Samba does not check the naming attribute',
    source: 'https://learn.microsoft.com/windows/win32/adschema/a-cn',
    covers: (difference) => difference.request.do === 'move' && came(difference, '0', '19 00002082'),
  },
  {
    id: 'other-common-name',
    what: 'A new object whose cn is another than its name says',
    samba: '34',
    practice: '64 00002073',
    because: 'ERROR_DS_RDN_DOESNT_MATCH_SCHEMA is a naming violation in Windows',
    source: ERRORS,
    covers: (difference) => touches(difference.request, 'cn') && came(difference, '34', '64 00002073'),
  },
  {
    id: 'restore-to-nowhere',
    what: 'A deleted object brought back into a container that is not there',
    samba: '1, access denied',
    practice: '80 00002089',
    because: 'a restore moves the object, and a move to a parent that is not there is ERROR_DS_NO_PARENT_OBJECT',
    covers: (difference) => difference.request.do === 'restore' && came(difference, '1', '80 00002089'),
  },
  {
    id: 'abstract-class',
    what: 'A new object of a class that has no objects',
    samba: '53',
    practice: '65 000020A7',
    because: 'objectClassViolation / ERROR_DS_CLASS_MUST_BE_CONCRETE',
    source: ERRORS,
    covers: (difference) => difference.request.do === 'add' && came(difference, '53', '65 000020A7'),
  },
]
