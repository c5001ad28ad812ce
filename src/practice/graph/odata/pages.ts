/** Snapshots of lists that did not fit on one page, so that nothing is skipped when objects come or go between two pages. */
export class Pages {
  readonly #snapshots = new Map<string, readonly string[]>()
  #made = 0

  /** Keeps the ids and answers the token of the page that begins at `offset`. */
  keep(ids: readonly string[], offset: number): string {
    const key = String(++this.#made)
    this.#snapshots.set(key, ids)
    const oldest = this.#snapshots.keys().next().value
    if (this.#snapshots.size > MOST_SNAPSHOTS && oldest !== undefined) this.#snapshots.delete(oldest)
    return this.token(key, offset)
  }

  token(key: string, offset: number): string {
    return Buffer.from(`RFNwdAoAAQ:${key}:${offset}`).toString('base64url')
  }

  /** null for a token that was never given or is too old. */
  open(token: string): { readonly key: string; readonly ids: readonly string[]; readonly offset: number } | null {
    const [, key = '', offset = ''] = Buffer.from(token, 'base64url').toString().split(':')
    const ids = this.#snapshots.get(key)
    return ids && /^\d+$/.test(offset) ? { key, ids, offset: Number(offset) } : null
  }
}

const MOST_SNAPSHOTS = 500
