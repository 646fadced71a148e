/** Makes an element. Text is only ever set as text; `on…` are listeners; false, null and undefined are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else node.setAttribute(name, value === true ? '' : value)
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false))
  return node
}

export const byId = (id) => document.getElementById(id)

/** Replaces what is in a container; the focus stays on the element with the same `data-key`. */
export function fill(container, ...nodes) {
  const focused = document.activeElement
  const key = container.contains(focused) ? focused.dataset.key : undefined
  container.replaceChildren(...nodes.flat().filter(Boolean))
  if (key !== undefined) container.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus()
}

const paths = {
  people: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.6-3.6 3.6-5.5 7.5-5.500s6.9 1.9 7.5 5.5',
  chats: 'M4 5.500h16v11h-9.500L6 20v-3.500H4z',
  matters: 'M6 4h12v16H6zM9 9h6M9 13h6M9 17h3',
  group:
    'M9 11.500a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400ZM3 19c.4-3.2 2.8-4.9 6-4.900s5.6 1.7 6 4.900M15.5 11a2.7 2.7 0 1 0-.7-5.300M17 14.300c2.3.4 3.7 2 4 4.7',
  shield: 'M12 3.5 19 6v5.700c0 4.2-2.9 7.2-7 8.8-4.1-1.6-7-4.6-7-8.800V6zM9 12l2.2 2.200L15.2 10',
  back: 'M15 5l-7 7 7 7',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  close: 'M6 6l12 12M18 6 6 18',
  voice:
    'M12 4a2.5 2.5 0 0 1 2.5 2.500v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4ZM6.5 11.500a5.5 5.5 0 0 0 11 0M12 17v3',
}
const svg = 'http://www.w3.org/2000/svg'

export function icon(name) {
  const drawing = document.createElementNS(svg, 'svg')
  drawing.setAttribute('viewBox', '0 0 24 24')
  drawing.setAttribute('class', 'icon')
  drawing.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', paths[name])
  drawing.append(path)
  return drawing
}
