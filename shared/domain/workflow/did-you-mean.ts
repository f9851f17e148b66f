/** More different than this is another word. */
const MAX_DISTANCE_SHARE = 0.4;

/** The candidate that looks most like `word`, where one looks like it at all. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > candidate.length * MAX_DISTANCE_SHARE) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= candidate.length * MAX_DISTANCE_SHARE && (!best || distance < best.distance)) {
      best = { candidate, distance };
    }
  }
  return best?.candidate;
}

/** Levenshtein distance: the least number of characters to insert, delete or replace. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let at = 1; at <= left.length; at += 1) {
    const next = [at];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + Number(left[at - 1] !== right[column - 1]);
      next.push(Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
