# Completion of apexsov for bash. In ~/.bashrc: source <(apexsov completion bash)
_apexsov() {
  local line=${COMP_LINE:0:COMP_POINT} current=${COMP_WORDS[COMP_CWORD]} word
  COMPREPLY=()
  while IFS= read -r word; do
    [[ $word != "$current"* ]] || COMPREPLY+=("$word")
  done < <(apexsov "[suggest:${#line}]" "$line" 2>/dev/null)
}
complete -o default -F _apexsov apexsov
