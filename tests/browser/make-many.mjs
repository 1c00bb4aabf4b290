// Writes a project whose register has 3,000 rows: node make-many.mjs FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const classes = join(process.argv[2], "force-app", "classes");
mkdirSync(classes, { recursive: true });
writeFileSync(join(process.argv[2], "sfdx-project.json"), JSON.stringify({ packageDirectories: [{ path: "force-app" }] }));
for (let i = 0; i < 30; i++) {
  const methods = Array.from({ length: 100 }, (_, j) => `
    public void log${j}() {
        Thing_${j}__c thing = [SELECT Part_${i}__c, Email__c FROM Thing_${j}__c LIMIT 1];
        System.debug(thing.Part_${i}__c);
    }`).join("\n");
  writeFileSync(join(classes, `Writer${i}.cls`), `public class Writer${i} {${methods}\n}\n`);
}
