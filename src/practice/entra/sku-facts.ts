import { type ServicePlanName, servicePlanIds } from './service-plan-facts.ts'

/** A product as Microsoft sells it. */
export interface SkuFact {
  readonly skuId: string
  readonly skuPartNumber: string
  readonly plans: readonly ServicePlanName[]
  /** Free offers have seats for everybody and need no usage location to count them. */
  readonly viral?: true
}

const suite: readonly ServicePlanName[] = [
  'AAD_PREMIUM',
  'BPOS_S_TODO_2',
  'CLIPCHAMP',
  'Deskless',
  'EXCHANGE_S_ENTERPRISE',
  'FLOW_O365_P2',
  'FORMS_PLAN_E3',
  'INTUNE_A',
  'INTUNE_O365',
  'MCOSTANDARD',
  'MFA_PREMIUM',
  'MICROSOFTBOOKINGS',
  'OFFICESUBSCRIPTION',
  'POWERAPPS_O365_P2',
  'PROJECTWORKMANAGEMENT',
  'RMS_S_ENTERPRISE',
  'RMS_S_PREMIUM',
  'SHAREPOINTENTERPRISE',
  'SHAREPOINTWAC',
  'STREAM_O365_E3',
  'SWAY',
  'TEAMS1',
  'WHITEBOARD_PLAN2',
  'WIN10_PRO_ENT_SUB',
  'YAMMER_ENTERPRISE',
]

/**
 * The products of the practice tenant, with part of the plans each contains.
 * https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */
export const skuFacts: readonly SkuFact[] = [
  { skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965', skuPartNumber: 'SPE_E3', plans: suite },
  {
    skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
    skuPartNumber: 'SPE_E5',
    plans: [...suite, 'AAD_PREMIUM_P2', 'ATP_ENTERPRISE', 'BI_AZURE_P2', 'MCOEV', 'MCOMEETADV'],
  },
  {
    skuId: '66b55226-6b4f-492c-910c-a3b7a3c9d993',
    skuPartNumber: 'SPE_F1',
    plans: [
      'AAD_PREMIUM',
      'Deskless',
      'EXCHANGE_S_DESKLESS',
      'INTUNE_A',
      'MCOIMP',
      'MFA_PREMIUM',
      'OFFICEMOBILE_SUBSCRIPTION',
      'SHAREPOINTDESKLESS',
      'SHAREPOINTWAC',
      'SWAY',
      'TEAMS1',
      'YAMMER_ENTERPRISE',
    ],
  },
  {
    skuId: 'c5928f49-12ba-48f7-ada3-0d743a3601d5',
    skuPartNumber: 'VISIOCLIENT',
    plans: ['EXCHANGE_S_FOUNDATION', 'ONEDRIVE_BASIC', 'VISIOONLINE', 'VISIO_CLIENT_SUBSCRIPTION'],
  },
  {
    skuId: 'f30db892-07e9-47e9-837c-80727f46fd3d',
    skuPartNumber: 'FLOW_FREE',
    plans: ['DYN365_CDS_VIRAL', 'EXCHANGE_S_FOUNDATION', 'FLOW_P2_VIRAL'],
    viral: true,
  },
  {
    skuId: 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235',
    skuPartNumber: 'POWER_BI_STANDARD',
    plans: ['BI_AZURE_P0', 'EXCHANGE_S_FOUNDATION'],
    viral: true,
  },
  { skuId: '4b9405b0-7788-4568-add1-99614e613b69', skuPartNumber: 'EXCHANGESTANDARD', plans: ['EXCHANGE_S_STANDARD'] },
  { skuId: 'e43b5b99-8dfb-405f-9987-dc307f34bcbd', skuPartNumber: 'MCOEV', plans: ['MCOEV'] },
]

const byId = new Map(skuFacts.map((fact) => [fact.skuId, fact]))

export const skuFact = (skuId: string): SkuFact | undefined => byId.get(skuId.toLowerCase())

/** Ids of the plans that a licence switches on. */
export const enabledPlans = (licence: {
  readonly skuId: string
  readonly disabledPlans: readonly string[]
}): readonly string[] =>
  (skuFact(licence.skuId)?.plans ?? [])
    .map((plan) => servicePlanIds[plan])
    .filter((id) => !licence.disabledPlans.includes(id))

const names = new Map<string, ServicePlanName>(
  Object.entries(servicePlanIds).map(([name, id]) => [id, name as ServicePlanName]),
)

export const servicePlanName = (id: string): ServicePlanName | undefined => names.get(id.toLowerCase())
