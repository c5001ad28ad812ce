/** Randomness as a port: the real one is `node:crypto`, tests bring a seeded one. */
export interface Random {
  /** A whole number from 0 to `below` - 1, each equally likely. */
  integer(below: number): number
  /** A version 4 UUID. */
  uuid(): string
}
