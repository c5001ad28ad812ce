/**
 * Writes playbooks/playbook.schema.json, with which editors complete and check playbooks, from the schemas of the steps.
 *
 *   node scripts/dev/generate-schema.ts
 */
import { writeFileSync } from 'node:fs'
import { playbookSchemaText } from '../../src/playbook/playbook-schema.ts'
import { steps } from '../../src/steps/catalogue.ts'

writeFileSync(new URL('../../playbooks/playbook.schema.json', import.meta.url), playbookSchemaText(steps.values()))
