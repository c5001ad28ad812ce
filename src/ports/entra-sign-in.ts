import type { DeletedUser, SignInMethod, SignInSessions } from '../model/sign-in.ts'

/** Reads of how a user signs in, and of those who were deleted. */
export interface EntraSignInReader {
  sessionsOf(userId: string): Promise<SignInSessions>
  /** Every method but the password, which nobody is without. */
  methodsOf(userId: string): Promise<readonly SignInMethod[]>
  /** Deleted users with this value that can still be restored; letter case does not count. */
  deletedUsersBy(key: 'employeeId', value: string): Promise<readonly DeletedUser[]>
}

/** A method to remove. */
export type MethodToRemove = Pick<SignInMethod, 'id' | 'type'>

/** Writes to how a user signs in. */
export interface EntraSignInWriter {
  /** Refuses every session and refresh token that there is at this moment. Access tokens live on until they run out, for an hour or so. */
  revokeSessions(userId: string): Promise<void>
  /**
   * Removes methods, a request for each. Entra gives up the default one last, and does not tell which it is: whatever is refused as the default is
   * asked for again after the others. One that is gone already counts as removed.
   */
  removeMethods(userId: string, methods: readonly MethodToRemove[]): Promise<void>
}
