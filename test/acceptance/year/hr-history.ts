import type { Random } from '../../../src/ports/random.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { hrDepartments, hrGivenNames, hrPlaces, hrSurnames } from './hr-places.ts'
import { daysAfter, type HrRow } from './hr-row.ts'

/** What HR had on record on each morning of a time. Nothing here knows what Joinery makes of it. */
export interface HrHistory {
  /** `YYYY-MM-DD`, one after the other. */
  readonly days: readonly string[]
  /** What HR exports on the morning of a day, in the order of the keys. */
  rowsOn(day: string): readonly HrRow[]
  /** How often each kind of thing happened. */
  readonly told: ReadonlyMap<string, number>
}

export interface HistoryOptions {
  /** `YYYY-MM-DD`, the first morning. */
  readonly from: string
  readonly days: number
  /** Who works there on the first morning. */
  readonly staff: readonly HrRow[]
  /** Keys of people to whom nothing happens: heads, admins. */
  readonly settled: ReadonlySet<string>
  readonly seed: string
  /** So many times as much happens as in a usual company, so that a few weeks have the story of a year. */
  readonly pace: number
}

/** From a morning on HR has this of somebody; null: has not. */
interface Version {
  readonly from: string
  readonly row: HrRow | null
}

/** How often something happens to somebody in a year, in thousandths. */
const perYear = { hired: 120, leaves: 110, moves: 150, corrected: 100 } as const
const WHOLE = 1000
const YEAR_DAYS = 365
/** Before the end HR is quiet, so that everything that was told is done. */
const QUIET_DAYS = 5
/** For so long HR goes on listing somebody who has left. */
const LISTED_AFTER_DAYS = 45
const FIRST_NEW_KEY = 40_001

export const hrHistory = (options: HistoryOptions): HrHistory => {
  const writer = new Writer(options)
  for (const row of options.staff) writer.lifeOf(row)
  const hires = Math.round((options.staff.length * perYear.hired * options.days * options.pace) / WHOLE / YEAR_DAYS)
  for (let number = 0; number < hires; number += 1) writer.hire(number)
  const { days, versions, told } = writer
  return { days, told, rowsOn: (day) => rowsOn(versions, day) }
}

const rowsOn = (versions: ReadonlyMap<string, readonly Version[]>, day: string): readonly HrRow[] => {
  const rows: HrRow[] = []
  for (const all of versions.values()) {
    const row = all.findLast(({ from }) => from <= day)?.row
    if (row) rows.push(row)
  }
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Writes down one life after the other. */
class Writer {
  readonly days: readonly string[]
  readonly versions = new Map<string, Version[]>()
  readonly told = new Map<string, number>()
  readonly #random: Random
  readonly #options: HistoryOptions
  readonly #last: string
  readonly #taken = new Set<string>()

  constructor(options: HistoryOptions) {
    this.#options = options
    this.#random = seededRandom(options.seed)
    this.days = Array.from({ length: options.days }, (_, index) => daysAfter(options.from, index))
    this.#last = daysAfter(options.from, options.days - QUIET_DAYS)
    for (const row of options.staff) this.#taken.add(nameAndStart(row))
  }

  /** Somebody who is there on the first morning. */
  lifeOf(row: HrRow): void {
    this.#write(row.key, this.#options.from, row)
    if (this.#options.settled.has(row.key)) return
    this.#work(row, daysAfter(this.#options.from, 2))
  }

  hire(number: number): void {
    const known = this.#day(this.#options.from, 1, this.#options.days - QUIET_DAYS)
    const row = this.#newcomer(String(FIRST_NEW_KEY + number), known)
    this.#write(row.key, known, row)
    const fate = this.#random.integer(20)
    // Early enough that nothing has been done yet, or after the account is there.
    if (fate === 0) this.#tell('hire cancelled', null, daysAfter(known, 2), row.key)
    else if (fate === 1) this.#noShow(row, known)
    else {
      const moved = fate <= 4 ? this.#startMoved(row, known) : row
      const right = fate === 5 ? this.#correct(moved, daysAfter(known, 2)) : moved
      this.#work(right, daysAfter(right.startDate, 20))
    }
  }

  /** From a day on: moves, corrections, perhaps the end and a new beginning. */
  #work(given: HrRow, from: string): void {
    let row = given
    const { pace } = this.#options
    let day = this.#day(from, 0, 120 / pace)
    for (let year = 0; year < 3 && day < this.#last; year += 1) {
      if (this.#chance(perYear.moves / 2.5)) row = this.#move(row, day)
      day = this.#day(day, 2, 60 / pace)
      if (this.#chance(perYear.corrected / 2.5)) row = this.#correct(row, day)
      day = this.#day(day, 2, 60 / pace)
      if (this.#chance(perYear.leaves / 2.2)) {
        this.#leave(row, day)
        return
      }
      day = this.#day(day, 2, 60 / pace)
    }
  }

  #move(row: HrRow, on: string): HrRow {
    const to = this.#of(hrDepartments.filter(({ name }) => name !== row.department))
    const moved = { ...row, department: to.name, manager: to.head, title: this.#of(to.titles) }
    return this.#tell('moved', moved, on)
  }

  #correct(row: HrRow, on: string): HrRow {
    const phone = `+44 20 7946 ${String(this.#random.integer(10_000)).padStart(4, '0')}`
    return this.#tell('corrected', { ...row, phone }, on)
  }

  #leave(row: HrRow, announced: string): void {
    const sort = this.#random.integer(12)
    if (sort === 0) {
      // HR tells it too late.
      this.#gone(this.#tell('left, told too late', { ...row, lastDay: daysAfter(announced, -2) }, announced))
      return
    }
    const lastDay = this.#lastDayAfter(daysAfter(announced, 7))
    const leaving = this.#tell('leave announced', { ...row, lastDay }, announced)
    const changed = this.#day(announced, 1, 6)
    const later = { ...row, lastDay: daysAfter(lastDay, 9) }
    const earlier = { ...row, lastDay: daysAfter(changed, 1) }
    if (sort === 1) this.#tell('leave taken back', row, changed)
    else if (sort === 2) this.#gone(this.#tell('leaves later', later, changed))
    else if (sort === 3) this.#gone(this.#tell('leaves earlier', earlier, changed))
    else this.#gone(leaving)
  }

  /** Somebody who leaves is listed for a while; some come back, with the key of before. */
  #gone(row: HrRow): void {
    const listedUntil = daysAfter(row.lastDay, LISTED_AFTER_DAYS)
    const back = this.#random.integer(7) === 0 ? this.#day(row.lastDay, 12, 90) : null
    if (back === null || back > listedUntil) this.#write(row.key, listedUntil, null)
    if (back === null) return
    const to = this.#of(hrDepartments)
    const again = { ...row, department: to.name, manager: to.head, title: this.#of(to.titles), lastDay: '' }
    this.#tell('comes back', { ...again, startDate: this.#startAfter(daysAfter(back, 5)) }, back)
  }

  #noShow(row: HrRow, known: string): void {
    const on = daysAfter(row.startDate > known ? row.startDate : known, 3)
    this.#gone(this.#tell('never came', { ...row, lastDay: daysAfter(row.startDate, -1) }, on))
  }

  #startMoved(row: HrRow, known: string): HrRow {
    const startDate = daysAfter(row.startDate, this.#random.integer(2) === 0 ? 10 : -4)
    return this.#tell('start moved', { ...row, startDate }, daysAfter(known, 3))
  }

  #newcomer(key: string, known: string): HrRow {
    const place = this.#of(hrPlaces)
    const department = this.#of(hrDepartments)
    for (;;) {
      const row: HrRow = {
        key,
        givenName: this.#of(hrGivenNames),
        surname: this.#of(hrSurnames),
        title: this.#of(department.titles),
        department: department.name,
        office: place.office,
        phone: '',
        country: place.country,
        manager: department.head,
        startDate: this.#startAfter(daysAfter(known, 15)),
        lastDay: '',
        zone: place.zone,
      }
      // Two of one name who start on one day wait for a person; that is not what is simulated here.
      if (this.#taken.has(nameAndStart(row))) continue
      this.#taken.add(nameAndStart(row))
      this.#count('hired')
      return row
    }
  }

  /** Most begin with a month. */
  #startAfter(day: string): string {
    const late = this.#day(day, 0, 20)
    return this.#random.integer(3) > 0 ? `${daysAfter(`${late.slice(0, 7)}-01`, 32).slice(0, 7)}-01` : late
  }

  /** Half of them leave with a month. */
  #lastDayAfter(day: string): string {
    const late = this.#day(day, 0, 30)
    if (this.#random.integer(2) === 0) return late
    return daysAfter(`${daysAfter(`${late.slice(0, 7)}-01`, 32).slice(0, 7)}-01`, -1)
  }

  #tell<R extends HrRow | null>(what: string, row: R, on: string, key = row?.key ?? ''): R {
    if (on >= this.#last) return row
    this.#count(what)
    this.#write(key, on, row)
    return row
  }

  #write(key: string, from: string, row: HrRow | null): void {
    if (from >= this.#last) return
    const all = this.versions.get(key) ?? []
    this.versions.set(key, all)
    // What HR writes on one day replaces what it wrote before.
    const kept = all.filter((version) => version.from < from)
    this.versions.set(key, [...kept, { from, row }])
  }

  #count(what: string): void {
    this.told.set(what, (this.told.get(what) ?? 0) + 1)
  }

  #chance(thousandths: number): boolean {
    return this.#random.integer(WHOLE) < thousandths
  }

  #of<T>(list: readonly T[]): T {
    return list[this.#random.integer(list.length)] as T
  }

  #day(from: string, least: number, most: number): string {
    return daysAfter(from, least + this.#random.integer(Math.max(1, Math.round(most - least))))
  }
}

const nameAndStart = ({ givenName, surname, startDate }: HrRow): string => `${givenName} ${surname} ${startDate}`
