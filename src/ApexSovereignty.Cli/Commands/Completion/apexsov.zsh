#compdef apexsov
# Completion of apexsov for zsh. In ~/.zshrc, after compinit: source <(apexsov completion zsh)
_apexsov() {
  local line="${BUFFER[1,CURSOR]}"
  local -a found
  found=("${(@f)$(apexsov "[suggest:${#line}]" "$line" 2>/dev/null)}")
  found=("${(@)found:#}")
  (( ${#found} )) && compadd -a found
  _files
}
compdef _apexsov apexsov
