import { randomBytes, randomInt } from 'node:crypto'
import type { PracticeClock } from '../../practice-clock.ts'
import type { RefusalCode } from './refusals.ts'

/** Somebody's answer to a request to sign in on a device. */
export type DeviceAnswer = { readonly user: string } | 'declined'

/** A device that waits for somebody to sign in. */
interface Pending {
  readonly userCode: string
  readonly scope: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  answer: DeviceAnswer | null
}

/** Requests of devices to be signed in, for as long as the server runs. RFC 8628 */
export interface DeviceCodes {
  begin(scope: string): { readonly deviceCode: string; readonly userCode: string }
  /** Answers the request of that code, which people type in any letter case; tells whether it waits. */
  answer(userCode: string, answer: DeviceAnswer): boolean
  /** Who signed in and to what, once; what the client is told otherwise. */
  redeem(deviceCode: string): { readonly user: string; readonly scope: string } | RefusalCode
}

/** Seconds. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code */
export const DEVICE_CODE_LIFETIME = 900
export const POLL_SECONDS = 5
const CODE_LENGTH = 9
/** Without those that are taken for others. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const MS_PER_SECOND = 1000

const newCode = (): string => Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

export const deviceCodes = (clock: PracticeClock): DeviceCodes => {
  const pending = new Map<string, Pending>()
  const isOver = ({ expiresAt }: Pending): boolean => clock.now() >= expiresAt
  return {
    begin(scope) {
      const [deviceCode, userCode] = [randomBytes(48).toString('base64url'), newCode()]
      const expiresAt = clock.now() + DEVICE_CODE_LIFETIME * MS_PER_SECOND
      pending.set(deviceCode, { userCode, scope, expiresAt, answer: null })
      return { deviceCode, userCode }
    },
    answer(userCode, answer) {
      const wanted = userCode.trim().toUpperCase()
      const found = [...pending.values()].find((one) => one.userCode === wanted && one.answer === null && !isOver(one))
      if (!found) return false
      found.answer = answer
      return true
    },
    redeem(deviceCode) {
      const found = pending.get(deviceCode)
      if (!found) return 'AADSTS7000014'
      if (found.answer === null) return isOver(found) ? 'AADSTS70019' : 'AADSTS70016'
      pending.delete(deviceCode)
      if (found.answer === 'declined') return 'AADSTS65004'
      return { user: found.answer.user, scope: found.scope }
    },
  }
}
