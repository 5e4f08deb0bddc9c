/** What an address may say about a new case: the order, or what was pasted. */
export interface NewCaseSearch {
  readonly order?: string;
  readonly text?: string;
}
export interface PanelSearch extends NewCaseSearch {
  readonly case?: string;
}

export function searchOf({ order, text }: Record<string, unknown>): NewCaseSearch {
  return { ...(typeof order === 'string' ? { order } : {}), ...(typeof text === 'string' ? { text } : {}) };
}

export function panelSearchOf(search: Record<string, unknown>): PanelSearch {
  return { ...searchOf(search), ...(typeof search['case'] === 'string' ? { case: search['case'] } : {}) };
}
