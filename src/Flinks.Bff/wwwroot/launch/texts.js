// What a person reads, by the state of the page.
const texts = {
  en: {
    opening: { title: 'Opening your bank', text: 'One moment…' },
    open: { title: 'Your bank' },
    expired: { title: 'This link has expired', text: 'Nothing was lost. Go back to the app and start again to get a new link.' },
    invalid: { title: 'This link does not work', text: 'It is incomplete, or it was changed on its way. Go back to the app and start again.' },
    unreachable: { title: 'No connection', text: 'We could not be reached. Check your connection and try again.', again: 'Try again' },
    busy: { title: 'One moment, please', text: 'There are too many requests from your network right now. Try again in a minute.', again: 'Try again' },
    blocked: { title: 'Your bank could not be shown', text: 'This app or browser does not let us show it. Go back to the app and start again.' },
    finished: { title: 'All done', text: 'You can go back to the app.' },
  },
  fr: {
    opening: { title: 'Ouverture de votre banque', text: 'Un instant…' },
    open: { title: 'Votre banque' },
    expired: { title: 'Ce lien est expiré', text: 'Rien n’est perdu. Retournez à l’application et recommencez pour obtenir un nouveau lien.' },
    invalid: { title: 'Ce lien ne fonctionne pas', text: 'Il est incomplet ou a été modifié en chemin. Retournez à l’application et recommencez.' },
    unreachable: { title: 'Pas de connexion', text: 'Nous n’avons pas pu être joints. Vérifiez votre connexion et réessayez.', again: 'Réessayer' },
    busy: { title: 'Un instant, s’il vous plaît', text: 'Il y a trop de demandes provenant de votre réseau. Réessayez dans une minute.', again: 'Réessayer' },
    blocked: { title: 'Votre banque n’a pas pu être affichée', text: 'Cette application ou ce navigateur ne nous permet pas de l’afficher. Retournez à l’application et recommencez.' },
    finished: { title: 'C’est terminé', text: 'Vous pouvez retourner à l’application.' },
  },
};

export const language = navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';

export function textsOf(state) {
  return texts[language][state];
}
