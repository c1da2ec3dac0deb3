
# Ids, rules, tags and verdicts are asked of the program. Tags and verdicts are texts of the claim files: each is put on the
# line quoted, so that the shell takes it for one word and runs nothing in it.
_onrecord_asking() {
    local words=("${COMP_WORDS[@]:1:COMP_CWORD}") value
    # What is typed of such a word is quoted, too.
    words[COMP_CWORD - 1]=${words[COMP_CWORD - 1]//\\/}
    COMPREPLY=()
    while IFS= read -r value; do
        printf -v value %q "$value"
        COMPREPLY+=("$value")
    done < <("$1" complete -- "${words[@]}" 2>/dev/null | cut -f 1)
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        _onrecord "$@"
    fi
}

complete -F _onrecord_asking -o bashdefault -o default onrecord
