import { describe, expect, it } from 'vitest'
import { colourOf } from '../../matters/colour.ts'

describe('colourOf', () => {
  it('stays blue by B0 where nothing fired', () => {
    expect(colourOf({ category: 'dispute.neighbor.noise', rules: [] })).toEqual({
      colour: 'blue',
      rules: ['B0'],
    })
  })

  it('takes the stricter of category and rules, and drops B0', () => {
    expect(colourOf({ category: 'dispute.neighbor.noise', rules: ['B0', 'Y8', 'Y2'] })).toEqual({
      colour: 'yellow',
      rules: ['Y2', 'Y8'],
    })
    expect(colourOf({ category: 'tip.violence', rules: ['Y1'] }).colour).toBe('red')
    expect(colourOf({ category: 'dispute.rental', rules: [] })).toEqual({ colour: 'yellow', rules: [] })
    expect(colourOf({ category: 'dispute.debt', rules: ['R7'] }).colour).toBe('red')
  })

  it('gives services and feedback none', () => {
    expect(colourOf({ category: 'service.id_card', rules: ['Y2'] })).toEqual({ colour: null, rules: [] })
  })
})
