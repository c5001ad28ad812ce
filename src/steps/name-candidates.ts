import type { Person } from '../model/person.ts'

/** One full set of names for a person, as `naming.yaml` gives them for one user name. */
export interface Names {
  /** sAMAccountName and mailNickname: ASCII, lower case, at most 20 characters. */
  readonly username: string
  readonly upn: string
  readonly mail: string
  /** Common name, unescaped and without a number. */
  readonly cn: string
  readonly displayName: string
}

/** Names to try, best first: every candidate of `naming.yaml` in order, then the last one with 2, 3, 4, … . Endless and deterministic. */
export interface NameCandidates {
  candidates(person: Person): Iterable<Names>
  /** What somebody should look at before this person's name is used as it stands, for the notes of a plan. */
  concerns?(person: Person): readonly string[]
}
