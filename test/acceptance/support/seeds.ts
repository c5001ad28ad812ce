/** Seeds 1 to `count`; JOINERY_SWEEP_SEEDS times as many where that is set, as for a night. */
export const seeds = (count: number): readonly number[] =>
  Array.from({ length: count * Number(process.env['JOINERY_SWEEP_SEEDS'] ?? 1) }, (_, at) => at + 1)
