'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = id => document.getElementById(id);
  const STEP = 40, UNASSIGNED = 'Unassigned';
  const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
  const BARS = [7, 5, 2, 9, 11, 4, 1, 8, 0, 6, 10, 3];
  const DIMS = { site: ['s', data.sites, 'site', 'sites'], role: ['r', data.roles, 'role group', 'role groups'], phase: ['h', data.phases, 'phase', 'phases'] };
  if (data.by) DIMS.by = ['g', data.by.labels, `value of ${data.by.title}`, `values of ${data.by.title}`];
  const many = (n, one, more) => `${n} ${n === 1 ? one : more}`;
  const word = n => WORDS[n] || String(n);
  const el = (tag, attrs, ...inner) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attrs || {})) {
      if (key === 'k') node.style.setProperty('--k', value); else if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...inner);
    return node;
  };

  // Nodes of the tree: frameworks first, then codes; each knows the way up.
  const nodes = [];
  data.frameworks.forEach((name, n) => nodes.push({ name, id: `f${n}`, up: null, depth: 0, inner: [], colour: 'var(--ink3)', statement: '' }));
  const tops = data.frameworks.length;
  data.codes.forEach((code, n) => {
    const up = code.p === null ? nodes[code.f] : nodes[tops + code.p];
    const node = { name: code.n, id: `c${n}`, up, depth: 0, inner: [], colour: code.c, statement: code.d };
    node.depth = up.depth + 1;
    up.inner.push(node);
    nodes.push(node);
  });
  const lines = nodes.map(node => { const line = []; for (let at = node; at; at = at.up) line.push(at); return line; });
  const byId = new Map(nodes.map(node => [node.id, node]));
  // Where lower case is of another length, places would be off: such texts are lowered passage by passage.
  const lower = data.texts.map(text => { const low = text.toLocaleLowerCase(); return low.length === text.length ? low : null; });
  const lowered = ref => (lower[ref.t] === null ? data.texts[ref.t].slice(ref.x, ref.y).toLocaleLowerCase() : lower[ref.t].slice(ref.x, ref.y));
  const voiceKey = voice => `${voice.i}|${voice.p.join(',')}`;
  const voices = new Map(data.voices.map(voice => [voiceKey(voice), voice]));
  const union = lists => [...new Set(lists.flat())].sort((a, b) => a - b);

  const used = key => new Set(data.voices.flatMap(voice => voice[key]));
  const present = { site: used('s'), role: used('r'), phase: used('h') };
  const state = { node: null, columns: 'site', site: '', role: '', phase: '', coder: '', stars: false, find: '', closed: new Set() };

  /** The voice of a passage that several codings make up. */
  const voiceOf = list => {
    if (list.length === 1) return list[0];
    const people = union(list.map(voice => voice.p));
    const known = voices.get(`${list[0].i}|${people.join(',')}`);
    if (known) return known;
    const of = key => union(list.map(voice => voice[key]));
    return { i: list[0].i, p: people, s: of('s'), r: of('r'), h: of('h'), g: data.by ? of('g') : [], a: [...new Set(list.map(voice => voice.a).filter(Boolean))].join('; ') };
  };
  const passes = ref => {
    const voice = ref.voice;
    if (state.stars && !ref.star) return false;
    for (const dim of ['site', 'role', 'phase']) if (state[dim] !== '' && !voice[DIMS[dim][0]].includes(Number(state[dim]))) return false;
    return !state.find || lowered(ref).includes(state.find);
  };

  /** One pass over all codings: merges them under every code and its parents, counts them, and keeps the passages of the chosen node. */
  const sweep = () => {
    const kept = [];
    const all = { passages: 0 };
    for (const node of nodes) { node.open = null; node.count = 0; }
    const close = node => {
      const ref = node.open;
      if (!ref) return;
      ref.voice = voiceOf(ref.voices);
      if (node === state.node) all.passages += 1;
      if (!passes(ref)) return;
      node.count += 1;
      if (node === state.node) kept.push(ref);
    };
    const coder = state.coder === '' ? -1 : Number(state.coder);
    // A coding: code, text, start and end in the source, start and end in the text, voice, coder, key quote.
    for (const [code, t, b, e, x, y, v, who, star] of data.codings) {
      if (coder >= 0 && who !== coder) continue;
      for (const node of lines[tops + code]) {
        const ref = node.open;
        if (ref && ref.t === t && b <= ref.e) {
          if (e > ref.e) { ref.e = e; ref.y = y; }
          if (!ref.voices.includes(data.voices[v])) ref.voices.push(data.voices[v]);
          ref.codes.add(code);
          ref.star = ref.star || star === 1;
        } else {
          close(node);
          node.open = { t, e, x, y, voices: [data.voices[v]], codes: new Set([code]), star: star === 1 };
        }
      }
    }
    nodes.forEach(close);
    return { kept, all };
  };

  const sums = refs => {
    const sources = new Set(), people = new Set();
    for (const ref of refs) { sources.add(ref.voice.i); ref.voice.p.forEach(person => people.add(person)); }
    const talks = [...sources].filter(source => data.talks[source]).length;
    return { passages: refs.length, talks, others: sources.size - talks, people: people.size };
  };
  const sumLine = (sum, all) => {
    const parts = [sum.passages === all ? many(all, 'passage', 'passages') : `${sum.passages} of ${many(all, 'passage', 'passages')}`, many(sum.talks, 'interview', 'interviews')];
    if (sum.others) parts.push(many(sum.others, 'note or document', 'notes and documents'));
    return [...parts, many(sum.people, 'person', 'people')].join(' · ');
  };

  /** Whether the source of somebody in the study is coded with the framework that is shown: who sits in others alone is not silent. */
  const coded = part => {
    let top = state.node;
    while (top && top.up) top = top.up;
    return part.f.includes(nodes.indexOf(top));
  };
  const barDim = () => (state.columns === 'role' ? 'site' : 'role');
  const barColour = group => `var(--c${BARS[group % BARS.length]})`;
  const reachLine = groups => {
    const [, labels, one, more] = DIMS[state.columns] || DIMS.site;
    const all = groups.filter(group => labels[group.at] !== UNASSIGNED);
    const known = all.filter(group => group.refs.length || group.cast.some(coded));
    const away = all.filter(group => !known.includes(group)).map(group => labels[group.at]);
    const heard = known.filter(group => group.refs.length);
    if (away.length) {
      const rest = `${away.length === 1 ? away[0] : `${away.slice(0, -1).join(', ')} and ${away.at(-1)}`} ${away.length === 1 ? 'is' : 'are'} not coded yet`;
      if (!known.length) return rest;
      if (!heard.length) return `In no ${one} coded so far; ${rest}`;
      if (heard.length > 1) return `In ${word(heard.length)} of ${word(known.length)} ${more} coded so far; ${rest}`;
      if (known.length === 1) return `In ${labels[heard[0].at]}, the one ${one} coded so far; ${rest}`;
      return `Only in ${labels[heard[0].at]} of ${word(known.length)} ${more} coded so far; ${rest}`;
    }
    if (!known.length) return '';
    if (!heard.length) return `In no ${one}`;
    if (heard.length === 1) return known.length === 1 ? `In the one ${one}` : `Only in ${labels[heard[0].at]}`;
    if (heard.length === known.length) return known.length === 2 ? `In both ${more}` : `In all ${word(known.length)} ${more}`;
    return `In ${word(heard.length)} of ${word(known.length)} ${more}`;
  };
  /** Columns of a dimension: passages of each group, and who of the study is there. */
  const group = (refs, dim) => {
    const [key, labels] = DIMS[dim];
    const groups = labels.map((_, at) => ({ at, refs: [], cast: [] }));
    for (const ref of refs) ref.voice[key].forEach(at => groups[at].refs.push(ref));
    for (const part of data.cast) part[key].forEach(at => groups[at].cast.push(part));
    return groups.filter(found => found.refs.length || (found.cast.length && labels[found.at] !== UNASSIGNED));
  };

  const quoteText = ref => {
    const text = data.texts[ref.t].slice(ref.x, ref.y).trim();
    const quote = el('blockquote', { dir: 'auto' });
    if (!state.find) { quote.append(text); return quote; }
    const low = text.toLocaleLowerCase();
    if (low.length !== text.length) { quote.append(text); return quote; }
    let from = 0;
    for (let at = low.indexOf(state.find); at >= 0; at = low.indexOf(state.find, from)) {
      quote.append(text.slice(from, at), el('mark', null, text.slice(at, at + state.find.length)));
      from = at + state.find.length;
    }
    quote.append(text.slice(from));
    return quote;
  };
  const card = ref => {
    const caption = el('figcaption', null, el('span', null, ref.voice.a || 'Without attribution'));
    if (ref.star) caption.append(el('span', { class: 'key' }, '★ key quote'));
    if (state.node.inner.length) {
      const chips = el('span', { class: 'codes' });
      [...ref.codes].filter(code => nodes[tops + code] !== state.node).sort((a, b) => a - b).forEach(code => chips.append(el('span', null, el('i', { class: 'dot', k: data.codes[code].c, 'aria-hidden': 'true' }), data.codes[code].n)));
      if (chips.childElementCount) caption.append(chips);
    }
    return el('li', null, el('figure', { class: ref.star ? 'card star' : 'card' }, quoteText(ref), caption));
  };
  /** Puts cards in a few at a time: more when the end comes into view, or at the button. */
  const fill = (column, refs, after) => {
    const list = el('ul', { class: 'cards' });
    column.append(list);
    let shown = 0;
    const button = el('button', { type: 'button', class: 'more' });
    const grow = focus => {
      const first = refs.slice(shown, shown + STEP).map(card);
      list.append(...first);
      shown += first.length;
      if (focus && first.length) { first[0].setAttribute('tabindex', '-1'); first[0].focus(); }
      button.textContent = `Show more (${refs.length - shown} left)`;
      if (shown >= refs.length) { button.remove(); watcher.disconnect(); after(); }
    };
    const watcher = new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) grow(false); }, { rootMargin: '300px' });
    button.addEventListener('click', () => grow(true));
    column.append(button);
    grow(false);
    if (shown < refs.length) watcher.observe(button);
  };

  const silence = (found, dim) => {
    const [key, labels] = DIMS[dim];
    const heard = new Set(found.refs.flatMap(ref => ref.voice.p));
    const quiet = [];
    labels.forEach((label, at) => {
      const people = new Set(found.cast.filter(part => part[key].includes(at) && part.p !== null && coded(part)).map(part => part.p));
      const spoken = found.refs.some(ref => ref.voice[key].includes(at)) || [...people].some(person => heard.has(person));
      if (people.size && !spoken) quiet.push(`${label} (0 of ${people.size})`);
    });
    return quiet.length ? `Silent: ${quiet.join(', ')}` : '';
  };
  /** Who of a column is not coded yet. */
  const notCoded = found => {
    if (!found.refs.length && !found.cast.some(coded)) return 'Not coded yet';
    const people = list => new Set(list.filter(part => part.p !== null).map(part => part.p)).size;
    const all = people(found.cast), away = all - people(found.cast.filter(coded));
    return away ? `${away} of ${many(all, 'person', 'people')} ${away === 1 ? 'is in an interview that is' : 'are in interviews that are'} not coded yet` : '';
  };
  const filtered = () => state.site !== '' || state.role !== '' || state.phase !== '' || state.coder !== '' || state.stars || state.find !== '';
  const drawColumn = (found, dim) => {
    const [key, labels] = DIMS[barDim()];
    const sum = sums(found.refs);
    const title = DIMS[dim][1][found.at];
    const column = el('section', { class: 'column', 'aria-label': title }, el('h2', null, title), el('span', { class: 'sum' }, `${sum.passages} · ${many(sum.people, 'person', 'people')}`));
    const bar = el('div', { class: 'bar', role: 'img' });
    const said = [];
    labels.forEach((label, at) => {
      const n = found.refs.filter(ref => ref.voice[key].includes(at)).length;
      if (!n) return;
      const piece = el('i', { k: label === UNASSIGNED ? 'var(--ink3)' : barColour(at), title: `${label}: ${n}` });
      piece.style.flexGrow = n;
      bar.append(piece);
      said.push(`${label} ${n}`);
    });
    bar.setAttribute('aria-label', said.length ? said.join(', ') : 'no passages');
    column.append(bar);
    fill(column, found.refs, () => {
      if (sum.passages > 1 && sum.people === 1 && found.refs.every(ref => ref.voice.p.length)) {
        column.append(el('p', { class: 'note' }, `One voice only: ${sum.passages === 2 ? 'both' : `all ${word(sum.passages)}`} passages come from the same person.`));
      }
      const quiet = filtered() ? '' : [silence(found, barDim()), notCoded(found)].filter(Boolean).join('. ');
      if (quiet) column.append(el('p', { class: 'silent' }, quiet));
      if (!found.refs.length && !quiet) column.append(el('p', { class: 'empty' }, 'No passages.'));
    });
    return column;
  };

  const drawTree = () => {
    const tree = $('tree'), had = tree.contains(document.activeElement);
    const rows = [];
    const walk = node => {
      const open = !state.closed.has(node);
      const row = el('div', { role: 'treeitem', class: `node${node.up ? '' : ' top'}${node.count ? '' : ' none'}`, 'data-id': node.id, 'aria-level': node.depth + 1, 'aria-selected': String(node === state.node), tabindex: node === state.node ? '0' : '-1', title: node.name });
      row.style.setProperty('--depth', node.depth);
      if (node.inner.length) row.setAttribute('aria-expanded', String(open));
      row.append(el('span', { class: 'twist', 'aria-hidden': 'true' }, node.inner.length ? (open ? '▾' : '▸') : ''));
      if (node.up) row.append(el('span', { class: 'dot', k: node.colour, 'aria-hidden': 'true' }));
      row.append(el('span', { class: 'label' }, node.name), el('span', { class: 'n' }, String(node.count)), el('span', { class: 'hidden' }, node.count === 1 ? 'passage' : 'passages'));
      rows.push(row);
      if (open) node.inner.forEach(walk);
    };
    nodes.slice(0, tops).forEach(walk);
    tree.replaceChildren(...rows);
    if (!tree.querySelector('[tabindex="0"]') && rows.length) rows[0].tabIndex = 0;
    if (had) tree.querySelector('[tabindex="0"]').focus();
  };
  const drawHead = (refs, all, groups) => {
    const node = state.node, way = [];
    for (let at = node.up; at; at = at.up) way.unshift(at.name);
    $('crumbs').textContent = way.join(' / ');
    $('swatch').style.setProperty('--k', node.colour);
    $('name').textContent = node.name;
    $('statement').textContent = node.statement;
    $('reach').textContent = state.columns === 'list' ? '' : reachLine(groups);
    $('counts').textContent = sumLine(sums(refs), all.passages);
    $('clear').hidden = !filtered();
    const labels = DIMS[barDim()][1];
    $('legend').replaceChildren(...(state.columns === 'list' || labels.length < 2 ? [] : labels.map((label, at) => (present[barDim()].has(at) ? el('li', null, el('i', { class: 'dot', k: label === UNASSIGNED ? 'var(--ink3)' : barColour(at), 'aria-hidden': 'true' }), label) : '')).filter(Boolean)));
    for (const id of ['columns', 'site', 'role', 'phase', 'coder']) $(id).classList.toggle('on', id !== 'columns' && state[id] !== '');
    $('stars').setAttribute('aria-pressed', String(state.stars));
    $('stars').textContent = `${state.stars ? '★' : '☆'} Key quotes`;
  };
  const draw = () => {
    const { kept, all } = sweep();
    drawTree();
    const board = $('board'), list = state.columns === 'list';
    const groups = list ? [] : group(kept, state.columns);
    drawHead(kept, all, groups);
    board.className = list ? 'list' : '';
    if (!kept.length && (list || filtered())) {
      board.replaceChildren(el('section', { class: 'column' }, el('p', { class: 'empty' }, filtered() ? 'No passage passes the filters. Clear them to see all.' : 'No passages.')));
    } else if (list) {
      const column = el('section', { class: 'column', 'aria-label': 'All passages' });
      board.replaceChildren(column);
      fill(column, kept, () => {});
    } else {
      board.replaceChildren(...groups.map(found => drawColumn(found, state.columns)));
    }
  };
  const choose = node => {
    state.node = node;
    try { history.replaceState(null, '', `#${node.id}`); } catch (error) { /* a page from a file may not be allowed to */ }
    draw();
    $('main').scrollTop = 0;
    $('board').scrollTop = 0;
  };
  const fold = (node, closed) => { if (closed) state.closed.add(node); else state.closed.delete(node); drawTree(); };

  $('tree').addEventListener('click', event => {
    const row = event.target.closest('.node');
    if (!row) return;
    const node = byId.get(row.dataset.id);
    if (event.target.classList.contains('twist') && node.inner.length) fold(node, !state.closed.has(node)); else choose(node);
    const again = $('tree').querySelector(`[data-id="${node.id}"]`);
    if (again) again.focus();
  });
  $('tree').addEventListener('keydown', event => {
    const rows = [...$('tree').querySelectorAll('.node')];
    const at = rows.indexOf(document.activeElement);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const node = byId.get(rows[at].dataset.id);
    const go = row => { if (row) choose(byId.get(row.dataset.id)); };
    const open = node.inner.length && !state.closed.has(node);
    const keys = {
      ArrowDown: () => go(rows[at + 1]), ArrowUp: () => go(rows[at - 1]), Home: () => go(rows[0]), End: () => go(rows[rows.length - 1]),
      ArrowRight: () => (open ? go(rows[at + 1]) : node.inner.length && fold(node, false)),
      ArrowLeft: () => (open ? fold(node, true) : node.up && go(rows.find(row => row.dataset.id === node.up.id))),
      Enter: () => choose(node), ' ': () => choose(node),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  const options = (id, first, labels, used) => {
    $(id).append(el('option', { value: '' }, first), ...labels.map((label, at) => [label, at]).filter(([, at]) => used.has(at)).map(([label, at]) => el('option', { value: at }, label)));
    $(id).closest('label').hidden = used.size < 2;
    $(id).addEventListener('change', () => { state[id] = $(id).value; draw(); });
  };
  options('site', 'All sites', data.sites, present.site);
  options('role', 'All roles', data.roles, present.role);
  options('phase', 'All phases', data.phases, present.phase);
  options('coder', 'All coders', data.coders, new Set(data.codings.map(coding => coding[7])));
  const more = data.by ? [['by', data.by.title]] : [];
  const offered = [['site', 'Site'], ['role', 'Role'], ['phase', 'Phase'], ...more].filter(([dim]) => DIMS[dim][1].length > 1);
  for (const [value, label] of [...offered, ['list', 'None: a list']]) $('columns').append(el('option', { value }, label));
  if (offered.some(([dim]) => dim === data.first)) $('columns').value = data.first;
  state.columns = $('columns').value;
  $('columns').addEventListener('change', () => { state.columns = $('columns').value; draw(); });
  $('stars').addEventListener('click', () => { state.stars = !state.stars; draw(); });
  $('clear').addEventListener('click', () => {
    for (const id of ['site', 'role', 'phase', 'coder']) { state[id] = ''; $(id).value = ''; }
    state.stars = false; state.find = ''; $('search').value = '';
    draw();
    $('columns').focus();
  });
  document.querySelector('.filters').addEventListener('submit', event => event.preventDefault());
  let typing = 0;
  $('search').addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(() => { state.find = $('search').value.trim().toLocaleLowerCase(); draw(); }, 120); });

  const system = matchMedia('(prefers-color-scheme: dark)');
  const LOOKS = ['Auto', 'Light', 'Dark'];
  let look = 'Auto';
  try { look = LOOKS.find(name => name === localStorage.getItem('themata-look')) || 'Auto'; } catch (error) { /* no storage from a file: the system's */ }
  const paint = () => {
    document.documentElement.toggleAttribute('data-dark', look === 'Dark' || (look === 'Auto' && system.matches));
    $('theme').textContent = look;
    $('theme').setAttribute('aria-label', `Colours: ${look === 'Auto' ? 'as the system' : look.toLowerCase()}`);
  };
  $('theme').addEventListener('click', () => {
    look = LOOKS[(LOOKS.indexOf(look) + 1) % LOOKS.length];
    try { localStorage.setItem('themata-look', look); } catch (error) { /* it stays for this visit */ }
    paint();
  });
  system.addEventListener('change', paint);
  paint();

  sweep();
  // A page opens on what has passages: the first framework may be one that nobody coded with.
  const start = byId.get(location.hash.slice(1)) || nodes.find(node => node.count) || nodes[0];
  if (start) choose(start); else $('name').textContent = 'No codes';
  addEventListener('hashchange', () => { const node = byId.get(location.hash.slice(1)); if (node && node !== state.node) choose(node); });
})();
