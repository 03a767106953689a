/**
 * Corrects every face while the HTML is being parsed, before any module has loaded: the server printed its time, and
 * Navigation Timing says between which two local instants that was. Without scripts the page says "as of" instead.
 */
export const FIRST_BYTE =
  "(function(d,p,n,s){n=p.getEntriesByType('navigation')[0];s=d.querySelector('[data-server-ms]');" +
  "if(!s||!n||!n.responseStart)return;s=+s.dataset.serverMs+p.now()-(n.requestStart+n.responseStart)/2;" +
  "d.querySelectorAll('[data-deadline-ms][data-format$=ms]').forEach(function(f,r,i){" +
  "r=Math.max(0,Math.ceil((f.dataset.deadlineMs-s)/1e3));if(r<10)return;" +
  "i=function(v){return(v<10?'0':'')+v};" +
  "f.lastElementChild.textContent=(r<3600?'':i((r%86400-r%3600)/3600)+':')+i((r%3600-r%60)/60)+':'+i(r%60)})" +
  "})(document,performance)";
