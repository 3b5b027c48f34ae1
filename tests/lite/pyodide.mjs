// Prints the last value of a script that runs in Pyodide: node pyodide.mjs <folder of pyodide> <repository> <script>
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, repository, script] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const pyodide = await loadPyodide({ env: { PYTHONDONTWRITEBYTECODE: "1" } });
pyodide.mountNodeFS("/repository", repository);
console.log(pyodide.runPython(readFileSync(script, "utf8")));
