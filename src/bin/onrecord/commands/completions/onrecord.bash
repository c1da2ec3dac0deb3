
# Ids, rules and verdicts are asked of the program.
_onrecord_asking() {
    local IFS=$'\n'
    COMPREPLY=($("$1" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1))
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        unset IFS
        _onrecord "$@"
    fi
}

complete -F _onrecord_asking -o bashdefault -o default onrecord
