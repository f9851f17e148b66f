const needed = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < needed) {
  console.error(
    `Werkstroom needs Node ${needed}; this is ${process.versions.node}. Start it with "npm start", which brings its own Node.`,
  );
  process.exit(1);
}

await import('./main.ts');
