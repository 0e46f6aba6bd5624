// Prints one line for each error or warning in an AsyncAPI document; nothing when it is clean.
import { Parser, fromFile } from "@asyncapi/parser";

const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
for (const found of diagnostics.filter(({ severity }) => severity < 2)) {
  console.log(`${found.path.join(".")}: ${found.message}`);
}
if (document) console.error(`${document.channels().length} channels`);
