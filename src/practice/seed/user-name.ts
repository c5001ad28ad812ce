const LONGEST = 20
/** Letters that Unicode does not take apart into a base letter and a mark. */
const whole: { readonly [letter: string]: string } = { ł: 'l', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', đ: 'd', ı: 'i' }

const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[łøßæœđı]/g, (letter) => whole[letter] ?? letter)
    .replace(/[^a-z0-9]/g, '')

const cut = (text: string, length: number): string => text.slice(0, length).replace(/\.+$/, '')

/** User names given so far, and the number that the next holder of the same base gets. */
export interface UserNames {
  readonly taken: Set<string>
  readonly next: Map<string, number>
}

/** `given.surname` in ASCII, at most 20 characters, with a number where the name is taken; takes it. */
export const takeUserName = (givenName: string, surname: string, { taken, next }: UserNames): string => {
  const base = [fold(givenName), fold(surname)].filter(Boolean).join('.')
  let n = next.get(base) ?? 1
  let name = cut(base, LONGEST)
  for (; taken.has(name); n++) name = cut(base, LONGEST - String(n + 1).length) + String(n + 1)
  taken.add(name)
  next.set(base, n)
  return name
}
