'use strict';

const main = document.getElementById('main');
const token = () => document.querySelector('input[name=__RequestVerificationToken]').value;

// Live pages: when there is something new, the page fetches itself and changes only what is marked as a region.
async function refresh() {
  const answer = await fetch(location.href, { headers: { 'X-Live': '1' } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const region of main.querySelectorAll('[data-region]')) {
    const replacement = fresh.querySelector(`[data-region="${region.dataset.region}"]`);
    if (!replacement || replacement.innerHTML === region.innerHTML) continue;
    const open = [...region.querySelectorAll('details[open][id]')].map(item => item.id);
    const folded = [...region.querySelectorAll('[data-fold][aria-expanded=false]')].map(item => item.dataset.fold);
    const focused = document.activeElement?.id && region.contains(document.activeElement) ? document.activeElement.id : null;
    const scrolls = [...region.querySelectorAll('.scroll')].map(item => [item.scrollLeft, item.scrollTop]);
    region.innerHTML = replacement.innerHTML;
    open.forEach(id => document.getElementById(id)?.setAttribute('open', ''));
    folded.forEach(id => fold(region.querySelector(`[data-fold="${CSS.escape(id)}"]`), false));
    region.querySelectorAll('.scroll').forEach((item, index) => scrolls[index] && item.scrollTo(...scrolls[index]));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

if (main.dataset.live) {
  let isStale = false;
  let isFollowing = false;
  const follow = async () => {
    isStale = true;
    if (isFollowing) return;
    isFollowing = true;
    try {
      while (isStale) {
        await new Promise(resolve => setTimeout(resolve, 200));
        isStale = false; // before it is fetched: what comes meanwhile may not be in it
        await refresh();
      }
    } finally {
      isFollowing = false;
    }
  };
  new EventSource(`/live/${main.dataset.live}`).onmessage = follow;
}

// The waterfall: a span folds away all that hangs below it.
function fold(button, isOpen) {
  if (!button) return;
  button.setAttribute('aria-expanded', isOpen);
  const row = button.closest('tr');
  const depth = Number(row.dataset.depth);
  let hiddenBelow = isOpen ? null : depth;
  for (let next = row.nextElementSibling; next && Number(next.dataset.depth) > depth; next = next.nextElementSibling) {
    const below = Number(next.dataset.depth);
    if (hiddenBelow !== null && below <= hiddenBelow) hiddenBelow = null;
    next.hidden = hiddenBelow !== null;
    if (hiddenBelow === null && next.querySelector('[data-fold][aria-expanded=false]')) hiddenBelow = below;
  }
}

document.addEventListener('click', async event => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.fold) fold(button, button.getAttribute('aria-expanded') === 'false');
  if (button.dataset.command) await command(button);
  if (button.dataset.reveal) await reveal(button);
});

document.addEventListener('keydown', event => {
  const row = event.target.closest?.('.waterfall tbody tr');
  if (!row) return;
  const button = row.querySelector('[data-fold]');
  if (event.key === 'ArrowLeft' && button) fold(button, false);
  else if (event.key === 'ArrowRight' && button) fold(button, true);
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    let next = row;
    do next = event.key === 'ArrowDown' ? next.nextElementSibling : next.previousElementSibling; while (next?.hidden);
    next?.querySelector('a')?.focus();
  } else return;
  event.preventDefault();
});

// Resources: buttons, and values that are hidden until asked for.
function post(handler, values) {
  return fetch(`/?handler=${handler}`, {
    method: 'POST',
    headers: { RequestVerificationToken: token() },
    body: new URLSearchParams(values),
  });
}

async function command(button) {
  if (button.dataset.confirm && !confirm(button.dataset.confirm)) return;
  const { resource, command } = button.dataset;
  const result = document.getElementById('result');
  result.textContent = `${button.textContent} …`;
  button.disabled = true;
  const answer = await post('Command', { resource, command });
  result.textContent = `${button.textContent}: ${await answer.text()}`;
  button.disabled = false;
  await refresh();
}

async function reveal(button) {
  const answer = await post('Reveal', { resource: button.dataset.resource, name: button.dataset.reveal });
  if (!answer.ok) return;
  button.parentElement.querySelector('[data-secret]').textContent = await answer.text();
  button.remove();
}

// The console: lines as they come, the newest in sight unless the reader has scrolled away.
const output = document.getElementById('console');
if (output) {
  const maxLines = 10000;
  const stream = new EventSource(output.dataset.stream);
  stream.addEventListener('open', () => { output.textContent = ''; });
  stream.addEventListener('lines', event => {
    const isAtEnd = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
    output.insertAdjacentHTML('beforeend', event.data); // escaped by the server
    while (output.childElementCount > maxLines) output.firstElementChild.remove();
    if (isAtEnd) output.scrollTop = output.scrollHeight;
  });
}
