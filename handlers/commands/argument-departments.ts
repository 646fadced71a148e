import { type DepartmentId, departmentNames } from '../../matters/taxonomy.ts'
import type { Taken, Taking } from './arguments.ts'

/** Short names that the names of the taxonomy do not begin with. */
const spoken: Record<string, DepartmentId> = {
  律师: 'law_firm',
  律所: 'law_firm',
  法庭: 'court',
  法院: 'court',
  消防: 'fire',
  燃气: 'gas_co',
  物业: 'property_co',
  房管: 'housing',
  住建: 'housing',
  供水: 'water_power_heat',
  供电: 'water_power_heat',
  供热: 'water_power_heat',
  环保: 'ecology',
  工商: 'market_reg',
  市监: 'market_reg',
  人社: 'hr_ss',
  劳动监察: 'hr_ss',
  居委会: 'community',
  村委会: 'community',
  社区: 'community',
  街道办: 'street',
  学校: 'education',
  医院: 'health',
  卫健: 'health',
  人民调解: 'people_mediation',
  调委会: 'people_mediation',
  反诈: 'anti_fraud',
  热线: 'hotline_12345',
  12345: 'hotline_12345',
}

/** Every department named among the words, in order; null when none is. Words that were no department stay. */
export function departmentsMeant(words: string[], { desk, message }: Taking): Taken<DepartmentId[]> | null {
  const found: DepartmentId[] = []
  const rest: string[] = []
  for (const word of words) {
    const name = word.normalize('NFKC').replace(/^@/u, '')
    const liaison = message.mentions.find((one) => word.includes(one.nick))
    const answering = liaison && desk.registry.staffOf({ platform: message.platform, externalId: liaison.id })
    const department =
      answering?.roles.find((held) => held.department)?.department ??
      departmentNamed(name, desk.registry.directory)
    if (department) found.push(department)
    else rest.push(word)
  }
  return found.length > 0 ? { value: [...new Set(found)], rest } : null
}

/** By its own name in the directory, by the taxonomy's, or by a short one; undefined where nothing or several fit. */
export function departmentNamed(
  name: string,
  directory: readonly { department: string; name: string }[],
): DepartmentId | undefined {
  if ([...name].length < 2) return undefined
  const short = spoken[name]
  if (short) return short
  const fits = [
    ...directory.filter((one) => one.name === name || one.name.endsWith(name)).map((one) => one.department),
    ...Object.entries(departmentNames)
      .filter(([, zh]) =>
        zh
          .replace(/\(.*\)/u, '')
          .split('/')
          .some((part) => part === name),
      )
      .map(([id]) => id),
  ]
  const [one, ...others] = [...new Set(fits)]
  return others.length === 0 ? one : undefined
}
