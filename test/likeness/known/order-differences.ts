import type { KnownDifference } from '../ldap-known-differences.ts'
import { changesIn } from './outcome.ts'

/** Requests with more than one fault. Asked last, after every row that says more. */
export const orderDifferences: readonly KnownDifference[] = [
  {
    id: 'several-faults',
    what: 'A request with several things wrong',
    samba: 'tells another one of them first',
    practice: 'tells one of them',
    because: 'in which order they are looked for is documented nowhere; both refuse the whole request',
    covers: ({ kind, request, samba, practice }) => {
      if (kind === 'state' || kind === 'answer' || samba.code === 0 || practice.code === 0) return false
      const changes = changesIn(request)
      // A value that is none, for an attribute that the class has not.
      if (samba.code === 21 && practice.error === '0000207D') return true
      if (request.do === 'move') return samba.code === 80 && practice.code === 32
      return request.do === 'add' || (request.do === 'modify' && (changes.length > 1 || (changes[0]?.length ?? 0) > 3))
    },
  },
]
