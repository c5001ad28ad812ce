import type { AccessPackages } from '../../src/model/access-package.ts'

/** Somebody who has the access package Sales Partners and has asked for Trade Fair. */
export const packagesBefore: AccessPackages = {
  readable: true,
  assigned: [
    {
      id: 'ce8d4c3e-0000-4000-8000-000000000001',
      packageId: 'ce8d4c3e-0000-4000-8000-0000000000aa',
      packageName: 'Sales Partners',
    },
  ],
  asked: ['Trade Fair'],
}
