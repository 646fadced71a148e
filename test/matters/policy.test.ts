import { describe, expect, it } from 'vitest'
import { areaTree } from '../../matters/areas.ts'
import { fresh, type Matter } from '../../matters/matter.ts'
import { may, type Right, type Role, rights, roles, type Staff } from '../../matters/roles.ts'
import { mayDo, maySee } from '../../matters/view.ts'

/**
 * The policy as people would say it, written apart from the table of rights. A line is
 * `who may|may not deed [a colour] [confidential] [conditions]`. Without a condition the matter is yellow, lies in the own
 * area, is led by somebody else and no department was called in.
 */
const policy = `
  volunteer may not know of a matter
  volunteer may know of a matter they help with
  volunteer may note what was done they help with
  volunteer may not note what was done
  volunteer may not lead
  volunteer may not grade up
  volunteer may not grade down
  volunteer may not assign
  volunteer may not close blue
  volunteer may not close blue they help with
  volunteer may not settle they help with
  volunteer may not know of a matter confidential
  volunteer may not look for matters
  volunteer may not whistle
  volunteer may not merge
  volunteer may not unseal

  grid worker may know of a matter
  grid worker may not know of a matter in the next area
  grid worker may not know of a matter confidential
  grid worker may know of a matter confidential they lead
  grid worker may look for matters
  grid worker may lead
  grid worker may grade up
  grid worker may not grade down
  grid worker may not grade down blue
  grid worker may close blue
  grid worker may not close yellow
  grid worker may not close red
  grid worker may not close yellow they lead
  grid worker may not close blue in the next area
  grid worker may not assign
  grid worker may not study
  grid worker may note what was done
  grid worker may settle they lead
  grid worker may not settle
  grid worker may give back they lead
  grid worker may not give back
  grid worker may not whistle
  grid worker may ask for a whistle
  grid worker may list a hazard
  grid worker may merge
  grid worker may not hand over
  grid worker may not raise the level
  grid worker may not supervise
  grid worker may ask for more time they lead
  grid worker may not ask for more time
  grid worker may not grant more time they lead
  grid worker may not unseal
  grid worker may not lift an emergency
  grid worker may alarm
  grid worker may see no door

  grid head may know of a matter
  grid head may lead
  grid head may grade up
  grid head may not grade down
  grid head may close blue
  grid head may not close yellow
  grid head may not assign
  grid head may not know of a matter confidential
  grid head may not know of a matter in the next area
  grid head may see no door
  grid head may not unseal
  grid head may not see figures

  auxiliary may know of a matter
  auxiliary may lead
  auxiliary may grade up
  auxiliary may not grade down
  auxiliary may not close blue
  auxiliary may not close blue they lead
  auxiliary may not unseal
  auxiliary may not know of a matter confidential
  auxiliary may not assign
  auxiliary may not merge
  auxiliary may see no door

  officer may know of a matter confidential
  officer may not know of a matter confidential in the next area
  officer may study
  officer may grade up
  officer may grade down
  officer may not grade down in the next area
  officer may assign
  officer may whistle
  officer may call a consultation
  officer may propose a panel
  officer may not approve a panel
  officer may hand over
  officer may close red
  officer may not close red in the next area
  officer may not supervise
  officer may not grant more time
  officer may ask to unseal
  officer may not unseal
  officer may not lift an emergency
  officer may see the door

  duty desk may lift an emergency
  duty desk may know of a matter confidential
  duty desk may assign
  duty desk may supervise
  duty desk may not close yellow
  duty desk may not grade down
  duty desk may not unseal

  station chief may approve a panel
  station chief may grant more time
  station chief may unseal
  station chief may supervise
  station chief may grade down
  station chief may close red
  station chief may not lift an emergency
  station chief may not know of a matter in the next area

  deputy chief may know of a matter confidential
  deputy chief may assign
  deputy chief may grade down
  deputy chief may close red
  deputy chief may supervise
  deputy chief may see the door
  deputy chief may ask to unseal
  deputy chief may not approve a panel
  deputy chief may not unseal
  deputy chief may not grant more time
  deputy chief may not lift an emergency
  deputy chief may not know of a matter in the next area
  deputy chief may not know of a matter about police

  commissioner may see figures
  commissioner may not see figures in the next area
  commissioner may not know of a matter
  commissioner may not know of a matter confidential
  commissioner may not look for matters
  commissioner may not assign
  commissioner may see no door
  leader in liaison may see figures
  leader in liaison may not see figures in the next area
  leader in liaison may not know of a matter
  leader in liaison may not look for matters
  leader in liaison may not assign
  leader in liaison may see no door
  volunteer may not see figures
  grid worker may not see figures
  citizen supervisor may not see figures
  officer may see figures
  officer may not plan a roster
  officer may not see hours of others
  duty desk may plan a roster
  duty desk may not see hours of others
  station chief may plan a roster
  station chief may see hours of others
  deputy chief may plan a roster
  deputy chief may not see hours of others

  citizen supervisor may not sit at a meeting
  volunteer may not sit at a meeting
  grid worker may sit at a meeting
  grid worker may put a topic
  grid worker may not write minutes
  grid worker may not arrange meetings
  grid head may write minutes
  grid head may not arrange meetings
  department may put a topic
  department may not write minutes
  department may list a problem
  officer may write minutes
  officer may arrange meetings
  officer may not arrange meetings in the next area
  officer may confirm minutes
  officer may list a problem
  officer may not prepare the report
  commissioner may arrange meetings
  commissioner may confirm minutes
  commissioner may not prepare the report
  station chief may prepare the report
  station chief may agree to the report

  administrator may hand out codes
  station chief may not hand out codes
  officer may not hand out codes
  deputy chief may not agree to the report

  volunteer may walk a patrol
  volunteer may not log a visit to a building
  volunteer may not post publicity
  volunteer may not put a question to a group
  volunteer may not see teams
  grid worker may log a visit to a building
  grid worker may not log a visit to a building in the next area
  grid worker may walk a patrol
  grid worker may post publicity
  grid worker may not post publicity in the next area
  grid worker may put a question to a group
  grid worker may see teams
  grid worker may not form a team
  grid worker may not make a campaign
  officer may form a team
  officer may not make a campaign
  centre may put a question to a group
  centre may not post publicity
  leader in liaison may see teams
  station chief may make a campaign
  deputy chief may make a campaign

  brigade chief may know of a matter
  brigade chief may supervise
  brigade chief may see no door
  brigade chief may not close blue
  brigade chief may not unseal
  bureau chief may supervise
  bureau chief may not assign
  bureau chief may see no door

  centre may know of a matter
  centre may assign
  centre may study
  centre may supervise
  centre may call a consultation
  centre may hand over
  centre may not know of a matter confidential
  centre may not close blue
  centre may not close yellow they lead
  centre may not grade down
  centre may not propose a panel
  centre may not unseal

  department may not know of a matter
  department may know of a matter their department was called for
  department may note what was done their department was called for
  department may check in their department was called for
  department may not check in
  department may not close blue their department was called for
  department may not settle their department was called for
  department may not check in their department was called for in the next area
  department may see no door their department was called for
  department may not grade up their department was called for
  department may not look for matters their department was called for

  mediator may not know of a matter
  mediator may mediate their department was called for
  mediator may not mediate
  mediator may ask for judicial confirmation their department was called for
  mediator may not close blue their department was called for

  citizen supervisor may not know of a matter
  citizen supervisor may not look for matters
  citizen supervisor may not audit
  inspector may not know of a matter
  inspector may know of a matter about police
  inspector may not know of a matter about police in the next area
  inspector may close yellow about police
  inspector may audit about police
  administrator may not know of a matter
  administrator may not assign
  administrator may not unseal
  officer may not know of a matter about police
  station chief may not know of a matter about police
  station chief may not know of a matter about police they lead
  bureau chief may not know of a matter about police
  duty desk may not know of a matter about police
  centre may not know of a matter about police
`

const who: Record<string, Role> = {
  volunteer: 'volunteer',
  'grid worker': 'grid_worker',
  'grid head': 'grid_head',
  auxiliary: 'auxiliary_grid',
  officer: 'officer',
  'duty desk': 'duty_desk',
  'station chief': 'chief',
  'deputy chief': 'deputy_chief',
  'brigade chief': 'brigade_chief',
  'bureau chief': 'bureau_chief',
  centre: 'zz_center',
  department: 'department',
  mediator: 'mediator',
  'citizen supervisor': 'citizen_supervisor',
  inspector: 'inspector',
  administrator: 'admin',
  commissioner: 'commissioner',
  'leader in liaison': 'liaison_leader',
}
const deeds: Record<string, Right> = {
  'know of a matter': 'see',
  'see the door': 'seeDoor',
  'look for matters': 'find',
  lead: 'take',
  study: 'study',
  'grade up': 'raiseColour',
  'grade down': 'lowerColour',
  assign: 'assign',
  'give back': 'giveBack',
  'note what was done': 'log',
  settle: 'resolve',
  close: 'conclude',
  whistle: 'whistle',
  'ask for a whistle': 'askWhistle',
  'check in': 'checkIn',
  'call a consultation': 'consult',
  'propose a panel': 'proposePanel',
  'approve a panel': 'approvePanel',
  mediate: 'mediate',
  'ask for judicial confirmation': 'askConfirmation',
  supervise: 'supervise',
  'ask for more time': 'askExtension',
  'grant more time': 'grantExtension',
  'hand over': 'transfer',
  merge: 'merge',
  'raise the level': 'raiseLevel',
  'list a hazard': 'list',
  alarm: 'alarm',
  'lift an emergency': 'liftEmergency',
  'ask to unseal': 'askUnseal',
  unseal: 'approveUnseal',
  audit: 'audit',
  'see figures': 'seeFigures',
  'plan a roster': 'roster',
  'see hours of others': 'seeHours',
  'write minutes': 'meet',
  'sit at a meeting': 'attendMeeting',
  'put a topic': 'putTopic',
  'arrange meetings': 'arrangeMeeting',
  'confirm minutes': 'confirmMinutes',
  'list a problem': 'listProblem',
  'prepare the report': 'prepareReport',
  'agree to the report': 'approveReport',
  'log a visit to a building': 'walk',
  'walk a patrol': 'patrol',
  'post publicity': 'publicize',
  'put a question to a group': 'poll',
  'see teams': 'seeTeams',
  'form a team': 'formTeam',
  'make a campaign': 'campaign',
  'hand out codes': 'issueCode',
}

const areas = areaTree([
  { id: 'own', kind: 'grid', name: '本片', parentId: null, code: null },
  { id: 'next', kind: 'grid', name: '邻片', parentId: null, code: null },
])
const plain: Matter = {
  ...fresh,
  id: 1,
  number: 'AH-1117-01',
  kind: 'dispute',
  category: 'dispute.neighbor.noise',
  colour: 'yellow',
  colourRules: [],
  urgency: 'normal',
  privacy: 'restricted',
  summary: '',
  areaId: 'own',
  place: null,
  needsClarify: false,
  occurred: null,
  facts: {},
  leadDepartment: 'grid_worker',
  co: [],
  leadId: 8,
  state: 'handling',
  outcome: null,
  dueAt: null,
  groupId: null,
  openedAt: new Date('2026-11-17T12:00:00+08:00'),
}

const ofAnArea: readonly Right[] = [
  ...(['seeFigures', 'meet', 'attendMeeting', 'putTopic', 'arrangeMeeting'] as const),
  ...(['confirmMinutes', 'listProblem', 'prepareReport', 'approveReport', 'issueCode'] as const),
  ...(['walk', 'patrol', 'publicize', 'poll', 'seeTeams', 'formTeam', 'campaign'] as const),
]

const line =
  /^(?<who>.+?) may (?<no>not )?(?<deed>.+?)(?: (?<colour>blue|yellow|red))?(?<private> confidential)?(?<police> about police)?(?<lead> they lead)?(?<partner> they help with)?(?<called> their department was called for)?(?<next> in the next area)?$/

describe('by the policy written by hand', () => {
  const sentences = policy
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)

  it.each(sentences)('%s', (sentence) => {
    const said = line.exec(sentence)?.groups
    if (!said) throw new Error(`no sentence of the policy: ${sentence}`)
    const negative = said.deed === 'see no door' || said.no !== undefined
    const role = who[said.who ?? '']
    const right = deeds[said.deed === 'see no door' ? 'see the door' : (said.deed ?? '')]
    if (!role || !right) throw new Error(`unknown words in: ${sentence}`)
    const staff: Staff = {
      personId: 7,
      name: '某人',
      roles: [{ role, areaId: 'own', department: 'urban_mgmt' }],
    }
    const matter: Matter = {
      ...plain,
      ...(said.colour && { colour: said.colour as Matter['colour'] }),
      ...(said.private && { privacy: 'confidential' }),
      ...(said.police && {
        category: 'feedback.police_complaint',
        privacy: 'confidential',
        kind: 'feedback',
      }),
      ...(said.lead && { leadId: 7 }),
      ...(said.partner && { partnerId: 7 }),
      ...(said.called && { called: ['urban_mgmt'] }),
      ...(said.next && { areaId: 'next' }),
    }
    // Figures and meetings are of an area: no matter has to be seen for them.
    const asked = ofAnArea.includes(right)
      ? may(staff, right, matter.areaId, areas)
      : right === 'see'
        ? maySee(staff, matter, areas)
        : mayDo(staff, right, matter, areas)
    expect(asked).toBe(!negative)
  })

  it('speaks of every role and of nearly every right', () => {
    expect(Object.values(who).sort()).toEqual([...roles].sort())
    const unsaid = Object.keys(rights).filter((right) => !Object.values(deeds).includes(right as Right))
    expect(unsaid.length).toBeLessThan(12)
  })
})
