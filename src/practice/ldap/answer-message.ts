import { AdRefusal, resultCode } from '../ad/ad-refusal.ts'
import type { Company } from '../company.ts'
import type { LdapFaults } from '../faults/ldap-faults.ts'
import { type Controls, readControls } from './controls.ts'
import { answerBind } from './handlers/bind.ts'
import { answerCompare } from './handlers/compare.ts'
import { answerExtended } from './handlers/extended.ts'
import { Referral } from './handlers/named-object.ts'
import { answerSearch } from './handlers/search.ts'
import { answerAdd, answerDelete, answerModify, answerModifyDn } from './handlers/write.ts'
import type { LdapSession } from './ldap-session.ts'
import { type Answered, done, encodeExtended, encodeResult, type Result } from './wire/encode-response.ts'
import type { LdapMessage, LdapRequest } from './wire/ldap-message.ts'

/** Requests that get an answer. */
type Asking = Exclude<LdapRequest, { readonly op: 'unbind' | 'abandon' }>

const resultOf = (error: unknown): Result => {
  if (error instanceof Referral)
    return { code: error.code, message: error.message, matchedDn: '', referrals: [error.url] }
  if (error instanceof AdRefusal) return { code: error.code, message: error.message, matchedDn: error.matchedDn }
  return { code: resultCode.other, message: `the practice tenant failed: ${String(error)}`, matchedDn: '' }
}

/** Does what a request asks; answers the messages, which end with the result. */
const perform = (
  company: Company,
  session: LdapSession,
  id: number,
  request: Asking,
  controls: Controls,
): readonly Buffer[] => {
  const { ad } = company
  switch (request.op) {
    case 'search':
      return answerSearch(ad, session, id, request, controls)
    case 'extended':
      return [encodeExtended(id, done, answerExtended(ad, session, request.oid))]
    case 'compare':
      return [encodeResult(id, 'compare', { ...done, code: answerCompare(ad, session, request) })]
    case 'bind':
      answerBind(ad, session, request)
      break
    case 'add':
      answerAdd(ad, session, request)
      break
    case 'modify':
      answerModify(ad, session, request, controls)
      break
    case 'delete':
      answerDelete(ad, session, request, controls)
      break
    case 'modifyDn':
      answerModifyDn(ad, session, request)
      break
  }
  return [encodeResult(id, request.op, done)]
}

const refused = (id: number, op: Answered, error: unknown): readonly Buffer[] =>
  op === 'extended' ? [encodeExtended(id, resultOf(error), null)] : [encodeResult(id, op, resultOf(error))]

/** What a message leads to: answers, perhaps none, or the end of the connection. */
export type Met = readonly Buffer[] | 'cut'

/** Answers one message, or lets it meet the fault whose turn it is. */
export const answerMessage = (
  company: Company,
  session: LdapSession,
  message: LdapMessage,
  faults: LdapFaults | undefined,
): Met => {
  const { id, request } = message
  if (request.op === 'unbind' || request.op === 'abandon') return []
  const { op } = request
  const carryOut = (): Met => carriedOut(company, session, message, request)
  if (!faults) return carryOut()
  const finished = op === 'extended' ? encodeExtended(id, done, null) : encodeResult(id, op, done)
  const refuse = (error: Error): Met => refused(id, op, error)
  return faults.meet<Met>(op, { carryOut, refuse, done: [finished], cut: 'cut', silence: [] })
}

/** Whatever a message changed is kept before the answer is given, also by a refused sign-in, which counts. */
const carriedOut = (
  company: Company,
  session: LdapSession,
  { id, controls }: LdapMessage,
  request: Asking,
): readonly Buffer[] => {
  try {
    const answer = perform(company, session, id, request, readControls(controls))
    company.commit()
    return answer
  } catch (error) {
    company.commit()
    return refused(id, request.op, error)
  }
}
