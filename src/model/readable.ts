export interface Unreadable {
  readonly readable: false
  readonly because: string
}

/** What a tenant tells only with a licence and a right for it, or why nobody can tell. */
export type Readable<What> = ({ readonly readable: true } & What) | Unreadable
