/** Where the practice tenant's servers listen and how to sign in; CONTRACT §6. The secrets open nothing but play. */
export interface PracticeInfo {
  readonly ldap: string
  /** Path of the CA certificate; null where the company lives in memory alone. */
  readonly ca: string | null
  /** The CA certificate itself. */
  readonly caPem: string
  readonly base: string
  readonly user: string
  readonly password: string
  readonly graph: string
  readonly graphTls: string
  readonly token: string
  /** Where Exchange's administration answers, below `/adminapi`, and a token for it. */
  readonly exchange: string
  readonly exchangeToken: string
  readonly tenant: string
  readonly authority: string
  readonly client: string
  readonly secret: string
}
