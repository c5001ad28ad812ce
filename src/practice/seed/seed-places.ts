/** An office of the practice company. */
export interface SeedPlace {
  readonly office: string
  readonly city: string
  /** ISO 3166 alpha-2. */
  readonly country: string
  /** Country code and area, before the person's own digits. */
  readonly dial: string
}

export const seedPlaces: readonly [SeedPlace, ...SeedPlace[]] = [
  { office: 'Seattle 18/2111', city: 'Seattle', country: 'US', dial: '+1 206 555' },
  { office: 'London 2/40', city: 'London', country: 'GB', dial: '+44 20 7946' },
  { office: 'München 3/12', city: 'München', country: 'DE', dial: '+49 89 9998' },
  { office: 'Warszawa 1/07', city: 'Warszawa', country: 'PL', dial: '+48 22 555' },
  { office: 'Lyon 4/21', city: 'Lyon', country: 'FR', dial: '+33 4 2655' },
  { office: 'São Paulo 9/02', city: 'São Paulo', country: 'BR', dial: '+55 11 5550' },
]
